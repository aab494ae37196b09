import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores are busy with three files: what a page comes to show may take its time.
    expect: { poll: { timeout: 40_000 } },
    pool: 'forks',
    // Half of what the tests do is wait for a browser, a disk or a clock.
    maxWorkers: 4,
    reporters: ['default'],
  },
});
