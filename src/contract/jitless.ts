// Imported before any schema is made: zod otherwise probes `eval`, which our content security policy forbids in the browser.
import { config } from 'zod';

config({ jitless: true });
