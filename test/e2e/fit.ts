// What doesn't fit on a page: text that is cut, text on top of other text, and what sticks out of its card. It runs in the
// browser, on whatever the page shows now. What is drawn on a canvas is not text here.

/** Sentences, one for each fault; none when everything fits. */
export function misfits(): string[] {
  const slack = 2;
  type Box = { left: number; top: number; right: number; bottom: number };
  type Text = { text: string; holder: Element; layer: Element | null; box: Box };
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element) => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  const named = (element: Element) => {
    const of = element.closest('[aria-label], [role], section, article, li, td, th, p, h1, h2, h3, a, button') ?? element;
    return `${element.tagName.toLowerCase()}.${element.className} in ${of.tagName.toLowerCase()} ${of.getAttribute('aria-label') ?? ''}`;
  };
  const quoted = (text: string) => `“${text.trim().replaceAll(/\s+/g, ' ').slice(0, 60)}”`;
  const faults = new Set<string>();

  /** Only for those who hear the page: one pixel, or cut away on purpose. */
  const onlyHeard = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = styleOf(at);
      if (style.position === 'absolute' && (style.clipPath !== 'none' || style.clip !== 'auto' || at.clientWidth <= 1))
        return true;
    }
    return false;
  };
  /** What lies over the page on purpose, or moves along while it scrolls. */
  const layerOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position } = styleOf(at);
      if (position === 'fixed' || position === 'sticky' || at.matches('[role=dialog], [role=menu], [role=listbox]')) return at;
    }
    return null;
  };
  const isTold = (element: Element, cutter: Element, text: string): boolean => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const told = `${at.getAttribute('title') ?? ''} ${at.getAttribute('aria-label') ?? ''}`;
      // A figure that was shortened is told in another form.
      if (told.includes(text.trim()) || (at === cutter && at.getAttribute('title'))) return true;
    }
    return false;
  };

  /** The part of a box that is seen, and why the rest is not. */
  const seen = (text: string, holder: Element, whole: Box): Box | undefined => {
    const box = { ...whole };
    let [acrossIsFree, downIsFree] = [false, false];
    for (let at: Element | null = holder; at && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      if (style.display === 'inline' || style.display === 'contents') continue;
      const edge = at.getBoundingClientRect();
      const across = style.overflowX !== 'visible';
      const down = style.overflowY !== 'visible';
      if (across && (box.right > edge.right + slack || box.left < edge.left - slack) && !acrossIsFree) {
        if (clips(style.overflowX) && style.textOverflow !== 'ellipsis')
          faults.add(`${quoted(text)} is cut at its side by ${named(at)}`);
        else if (clips(style.overflowX) && !isTold(holder, at, text))
          faults.add(`${quoted(text)} ends in … and is told in full nowhere: ${named(at)}`);
      }
      if (down && (box.bottom > edge.bottom + slack || box.top < edge.top - slack) && !downIsFree)
        if (clips(style.overflowY) && !isTold(holder, at, text))
          faults.add(`${quoted(text)} is cut below or above by ${named(at)}`);
      // What scrolls can be reached.
      if (/auto|scroll/.test(style.overflowX)) acrossIsFree = true;
      if (/auto|scroll/.test(style.overflowY)) downIsFree = true;
      if (across) [box.left, box.right] = [Math.max(box.left, edge.left), Math.min(box.right, edge.right)];
      if (down) [box.top, box.bottom] = [Math.max(box.top, edge.top), Math.min(box.bottom, edge.bottom)];
      const left = box.right - box.left;
      if (across && clips(style.overflowX) && !acrossIsFree && left < Math.min(4, whole.right - whole.left))
        faults.add(`${quoted(text)} has no room at all in ${named(at)}`);
      if (left < 1 || box.bottom - box.top < 1) return undefined;
      if (style.position === 'fixed') break;
    }
    return box;
  };

  /** The card that a thing lies in must hold it; what is placed freely, or scrolls, is let go. */
  const held = (what: string, element: Element, box: Box, control?: Element) => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      if (style.position === 'absolute' || style.position === 'fixed' || style.overflowX !== 'visible') return;
      const isCard =
        style.display !== 'inline' &&
        at !== control &&
        (Number.parseFloat(style.borderLeftWidth) > 0 || style.boxShadow !== 'none');
      if (!isCard) continue;
      const edge = at.getBoundingClientRect();
      if (
        box.right > edge.right + slack ||
        box.left < edge.left - slack ||
        box.bottom > edge.bottom + slack ||
        box.top < edge.top - slack
      )
        faults.add(`${what} sticks out of ${named(at)}`);
      return;
    }
  };

  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    const text = node.textContent ?? '';
    if (!holder || !text.trim() || holder.closest('svg, script, style, noscript, option, textarea')) continue;
    // What is folded away says so only of its elements, not of text that lies in it itself.
    if (holder.closest('details:not([open])') && !holder.closest('summary')) continue;
    if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || onlyHeard(holder)) continue;
    range.selectNodeContents(node);
    // Letters are lower than the box that a line gives them.
    const size = Number.parseFloat(styleOf(holder).fontSize);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const box = seen(text, holder, { left, top: top + size * 0.2, right, bottom: bottom - size * 0.05 });
      if (!box) continue;
      texts.push({ text, holder, layer: layerOf(holder), box });
      held(quoted(text), holder, box);
    }
  }
  for (const control of document.querySelectorAll('button, input, select, textarea, img, canvas, a')) {
    if (!control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || onlyHeard(control)) continue;
    held(
      `a ${control.tagName.toLowerCase()} ${quoted(control.getAttribute('aria-label') ?? control.textContent ?? '')}`,
      control,
      control.getBoundingClientRect(),
      control,
    );
  }

  texts.sort((a, b) => a.box.top - b.box.top);
  texts.forEach((upper, at) => {
    for (let next = at + 1; next < texts.length; next++) {
      const lower = texts[next];
      if (!lower || lower.box.top > upper.box.bottom - slack) break;
      const wide = Math.min(upper.box.right, lower.box.right) - Math.max(upper.box.left, lower.box.left);
      const high = Math.min(upper.box.bottom, lower.box.bottom) - lower.box.top;
      if (wide > slack && high > slack + 1 && upper.layer === lower.layer && upper.text !== lower.text)
        faults.add(`${quoted(upper.text)} and ${quoted(lower.text)} lie on each other: ${named(lower.holder)}`);
    }
  });
  return [...faults];
}
