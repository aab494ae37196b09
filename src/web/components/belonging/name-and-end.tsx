// What is done with a group or role itself: it is called something else, or it goes.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Change } from './change.ts';
import { DeleteIt } from './delete-it.tsx';
import { Rename } from './rename.tsx';

type Props = {
  name: string;
  rename: (name: string) => Change;
  remove: Change;
  /** What goes with it, read before it goes. */
  warning: string;
  onDeleted: () => unknown;
};

export function NameAndEnd({ name, rename, remove, warning, onDeleted }: Props) {
  const [doing, setDoing] = useState<'rename' | 'delete' | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <Button variant="default" onClick={() => setDoing('rename')}>
        Rename
      </Button>
      <Button variant="default" onClick={() => setDoing('delete')}>
        Delete
      </Button>
      {doing === 'rename' && (
        <Rename
          title={`Rename ${name}`}
          name={name}
          change={rename}
          said={(called) => `It is called ${called} now.`}
          onClose={close}
        />
      )}
      {doing === 'delete' && (
        <DeleteIt name={name} change={remove} onClose={close} onDeleted={onDeleted}>
          {warning}
        </DeleteIt>
      )}
    </>
  );
}
