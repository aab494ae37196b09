// Writes openapi.json from the contract; test/gates/contract.test.ts fails when it wasn't run.
import { writeFileSync } from 'node:fs';
import { openApi } from '../src/http/openapi.ts';

writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(openApi(), null, 2)}\n`);
