// A title as the name of a file (RFC 6266): plain for old clients, in full for the others, and never a path or a header.

export const attachment = (name: string): string => {
  const safe = safeName(name);
  const plain =
    safe
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%;]/g, '')
      .trim() || 'export.csv';
  return `attachment; filename="${plain.startsWith('.') ? `export${plain}` : plain}"; filename*=UTF-8''${encoded(safe)}`;
};

/** What no file system, shell or header takes amiss. */
const safeName = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?"<>|]+/g, '-')
    .replace(/^[\s.]+/, '')
    .slice(-150)
    .toWellFormed();

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
