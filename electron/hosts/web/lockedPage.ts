/** What a browser sees without the key. It has no style of its own files: those are behind the lock too. */
const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Trax is locked</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">This window does not have the key to Trax</h1>
<p>Open Trax with the whole link that its terminal printed when it started. After a restart there is a new link.</p>
<p><a href="/">Opened it already? Go on</a></p>
`;

export function lockedPage(): Response {
  return new Response(html, {
    status: 401,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
