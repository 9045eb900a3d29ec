// Requests to the control room. Never throws: an error is part of the result.

/** Returns {ok, status, json}. */
export async function ask(method, path, body) {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, json: text ? JSON.parse(text) : {} };
  } catch {
    return { ok: false, status: 0, json: { detail: 'the control room does not respond' } };
  }
}
