// Tabs with keyboard support: arrow keys, Home and End.

export function tabs(list) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const panel = (tab) => document.getElementById(tab.getAttribute('aria-controls'));

  function choose(chosen, focus = true) {
    for (const tab of all) {
      const is = tab === chosen;
      tab.setAttribute('aria-selected', String(is));
      tab.tabIndex = is ? 0 : -1;
      panel(tab).hidden = !is;
    }
    if (focus) {
      chosen.focus();
    }
    chosen.dispatchEvent(new CustomEvent('chosen', { bubbles: true }));
  }

  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      choose(tab);
    }
  });
  list.addEventListener('keydown', (event) => {
    const now = all.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (now >= 0 && next !== undefined) {
      event.preventDefault();
      choose(all[(next + all.length) % all.length]);
    }
  });
  return { choose: (id) => choose(document.getElementById(id), false) };
}
