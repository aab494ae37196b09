// A file is chosen or dropped, sent with its progress shown, and told of in its columns.
import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import type { AnswerOf, uploadFile } from '#contract';
import { sentenceOf } from '../../data/query-client.ts';
import { upload } from '../../data/upload.ts';
import { Choose } from '../../ui/choose.tsx';
import { Inline } from '../../ui/note.tsx';
import styles from './datasets.module.css';

export type Brought = AnswerOf<typeof uploadFile> & { project: string; file: string };
type Props = { projects: readonly { id: string; title: string }[]; onBrought: (brought: Brought) => void };

export function Bring({ projects, onBrought }: Props) {
  const [project, setProject] = useState(projects[0]?.id ?? '');
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ file: File; sent: number; stop: () => void } | null>(null);
  const [wrong, setWrong] = useState<unknown>();
  const input = useRef<HTMLInputElement>(null);

  const send = async (file: File) => {
    const stop = new AbortController();
    setWrong(undefined);
    setSending({ file, sent: 0, stop: () => stop.abort() });
    try {
      const progress = (sent: number) => setSending((now) => now && { ...now, sent });
      onBrought({ ...(await upload(project, file, progress, stop.signal)), project, file: file.name });
    } catch (error) {
      if (!stop.signal.aborted) setWrong(error);
    } finally {
      setSending(null);
      if (input.current) input.current.value = '';
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !sending) void send(file);
  };

  return (
    <div className={styles.bring}>
      {projects.length > 1 && (
        <Choose
          label="Project"
          value={project}
          options={projects.map(({ id, title }) => ({ value: id, label: `In ${title}` }))}
          onChoose={setProject}
          width={280}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the one for everybody */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {sending ? (
          <>
            <p>
              {sending.sent < 1 ? 'Sending' : 'Reading'} “{sending.file.name}” …
            </p>
            <progress max={1} value={sending.sent < 1 ? sending.sent : undefined} aria-label={`Sending ${sending.file.name}`} />
            <Button variant="default" onClick={sending.stop}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <p>Drop a CSV, TSV, JSON or Parquet file here</p>
            <Button onClick={() => input.current?.click()}>Choose a file</Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          className={styles.file}
          aria-label="File"
          tabIndex={-1}
          accept=".csv,.tsv,.json,.ndjson,.parquet"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void send(file);
          }}
        />
      </div>
      {wrong !== undefined && <Inline look="bad">{sentenceOf(wrong)}</Inline>}
      <p className={styles.quiet}>Only you see it until you share what you make of it.</p>
    </div>
  );
}
