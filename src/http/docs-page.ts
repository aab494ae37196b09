// The routes to read, at /api/docs: one page, no scripts, nothing from elsewhere.
import type { OpenApi, Operation } from './openapi.ts';

export const docsPage = (api: OpenApi, nonce: string): string => {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sightline API</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>Sightline API</h1>
<p>${escaped(String(api.info.description))}</p>
<p>For machines: <a href="/api/openapi.json">openapi.json</a>.</p>
${operations.map(({ path, method, operation }) => section(path, method, operation)).join('\n')}
<h2 id="schemas">Schemas</h2>
${Object.entries((api.components.schemas ?? {}) as Record<string, unknown>)
  .map(([name, schema]) => `<details id="${name}"><summary><code>${name}</code></summary>${code(schema)}</details>`)
  .join('\n')}
</main>
</body>
</html>`;
};

const section = (path: string, method: string, operation: Operation) => {
  const body = contentOf(operation.requestBody);
  const [status, done] = Object.entries(operation.responses)[0] ?? ['200', {}];
  return `<section id="${operation.operationId}">
<h2><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code></h2>
<p>${escaped(operation.summary)}</p>
${
  operation.parameters.length
    ? `<table><thead><tr><th scope="col">Parameter</th><th scope="col">in</th><th scope="col">takes</th></tr></thead><tbody>${operation.parameters
        .map(
          (parameter) =>
            `<tr><td><code>${escaped(parameter.name)}</code></td><td>${parameter.in}</td><td><code>${escaped(JSON.stringify(parameter.schema))}</code></td></tr>`,
        )
        .join('')}</tbody></table>`
    : ''
}
${body ? `<details><summary>Body</summary>${code(body)}</details>` : ''}
<details><summary>Answer ${status}</summary>${code(contentOf(done))}</details>
</section>`;
};

const contentOf = (holder: unknown): unknown => {
  const content = (holder as { content?: Record<string, { schema?: unknown }> } | undefined)?.content;
  return content && Object.values(content)[0]?.schema;
};

const code = (schema: unknown) => {
  const text = escaped(JSON.stringify(schema, null, 2) ?? '');
  return `<pre><code>${text.replaceAll(/&quot;#\/components\/schemas\/(\w+)&quot;/g, '<a href="#$1">$1</a>')}</code></pre>`;
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h2 { font-size: 1.05rem; margin: 2.5rem 0 .25rem; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
p { margin: .25rem 0 .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; margin-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
pre { overflow-x: auto; font-size: .8rem; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .4rem; }
summary { cursor: pointer; padding: .2rem 0; }
`;
