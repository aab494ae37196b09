// A browser of one's own, signed in through the page for it, and the API as the same person.
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Client, createClient } from '../src/client/client.ts';

export function launch(): Promise<Browser> {
  const found = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? found ?? '', args: ['--no-sandbox'] });
}

export async function clientOf(baseUrl: string, email: string, secret: string): Promise<Client> {
  const { token } = await createClient({ baseUrl }).signIn({ body: { email, password: secret } });
  return createClient({ baseUrl, token });
}

export async function signedIn(browser: Browser, baseURL: string, email: string, secret: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return page;
}
