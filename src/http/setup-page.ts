// The pages behind one-time links: making the first administrator of a new installation, and accepting an invitation. They
// work without the app.
import { contentPolicy, newNonce } from './security.ts';

type Words = { title: string; sentence: string; button: string; to: string; asksAddress: boolean };

export const setupPage = (): Response =>
  linkPage({
    title: 'Set up Sightline',
    sentence: 'Make the first administrator. This link works once.',
    button: 'Make the administrator',
    to: '/api/setup',
    asksAddress: true,
  });

export const invitationPage = (): Response =>
  linkPage({
    title: 'Welcome to Sightline',
    sentence: 'Choose a name and a password. This link works once.',
    button: 'Accept the invitation',
    to: '/api/invitations/accept',
    asksAddress: false,
  });

const linkPage = (words: Words): Response => {
  const nonce = newNonce();
  return new Response(page(nonce, words), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': contentPolicy(nonce),
    },
  });
};

export const setupScript = (): Response =>
  new Response(script, { headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' } });

const page = (nonce: string, { title, sentence, button, to, asksAddress }: Words) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 24rem; margin: 10vh auto; padding: 0 1.5rem; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem .65rem; }
button { margin-top: 1.5rem; cursor: pointer; }
#said { min-height: 1.5rem; margin-top: 1rem; }
</style>
<script type="module" src="/setup.js"></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${sentence}</p>
<form data-to="${to}">
<label for="name">Name</label><input id="name" name="name" autocomplete="name" required maxlength="200">
${asksAddress ? address : ''}<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="200" aria-describedby="length">
<p id="length">At least 12 characters.</p>
<button>${button}</button>
</form>
<p id="said" role="alert"></p>
</main>
</body>
</html>`;

const address = `<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required maxlength="254">
`;

// The token stands after the #, so it reaches no log and no other site.
const script = `const form = document.querySelector('form');
const said = document.querySelector('#said');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  const fields = Object.fromEntries(new FormData(form));
  const response = await fetch(form.dataset.to, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: location.hash.slice(1), ...fields }),
  });
  if (response.ok) location.replace('/');
  else said.textContent = (await response.json()).detail;
});
`;
