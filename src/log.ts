// Structured lines on stderr, one JSON object each; never secrets, never data.
export type Fields = Record<string, string | number | boolean | null | undefined>;
export type Log = {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
};

export const jsonLog = (write: (line: string) => void = (line) => process.stderr.write(line)): Log => {
  const line =
    (severity: string) =>
    (event: string, fields: Fields = {}) =>
      write(`${JSON.stringify({ at: new Date().toISOString(), severity, event, ...fields })}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
};
export const silentLog: Log = { info() {}, warn() {}, error() {} };
