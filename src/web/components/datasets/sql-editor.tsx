// A SELECT as it is written. Loaded only where somebody writes one: nobody who only reads pays for the editor.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { nonce } from '../../first.ts';
import styles from './sql.module.css';

type Props = {
  value: string;
  onChange: (text: string) => void;
  onRun: () => void;
  /** At which letter it is wrong, from 0. */
  fault: number | undefined;
  readOnly: boolean;
};

export default function SqlEditor({ value, onChange, onRun, fault, readOnly }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // What the editor calls is what the page means now, not what it meant when the editor was made.
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };
  const began = useRef(value);

  useEffect(() => {
    if (!place.current) return;
    const runs = () => {
      latest.current.onRun();
      return true;
    };
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: began.current,
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({ 'aria-label': 'SQL', spellcheck: 'false' }),
          writable.of([]),
          lineNumbers(),
          history(),
          bracketMatching(),
          sql({ dialect: PostgreSQL }),
          syntaxHighlighting(colours),
          placeholder('select … from …'),
          atFault,
          EditorView.lineWrapping,
          // Tab leaves: who writes by keyboard alone gets out again.
          keymap.of([{ key: 'Mod-Enter', run: runs }, ...defaultKeymap, ...historyKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    view.current?.dispatch({ effects: marked.of(fault) });
  }, [fault]);
  useEffect(() => {
    view.current?.dispatch({ effects: writable.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);
  return <div ref={place} className={styles.editor} data-readonly={readOnly || undefined} />;
}

const writable = new Compartment();
const marked = StateEffect.define<number | undefined>();
const wrong = Decoration.mark({ class: styles.wrong ?? '' });
/** The word at fault is underlined until something is written. */
const atFault = StateField.define({
  create: () => Decoration.none,
  update: (now, { effects, docChanged, state }) => {
    const effect = effects.find((one) => one.is(marked));
    if (!effect) return docChanged ? Decoration.none : now;
    const from = effect.value;
    if (from === undefined || from >= state.doc.length) return Decoration.none;
    const word = /^(\w+|.)/s.exec(state.sliceDoc(from))?.[0] ?? '';
    return Decoration.set([wrong.range(from, from + word.length)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--action)' },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--good)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
]);
