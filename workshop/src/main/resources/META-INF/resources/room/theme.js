// Dark or light: the system's preference until the user chooses.

export function theme(button, changed) {
  const light = matchMedia('(prefers-color-scheme: light)').matches;
  let current = localStorage.getItem('theme') ?? (light ? 'light' : 'dark');
  const apply = () => document.documentElement.setAttribute('data-theme', current);
  apply();
  button.addEventListener('click', () => {
    current = current === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', current);
    apply();
    changed();
  });
}
