// Who can see this, and giving it to others. Those who can't share see how they came to see it, and whom to ask.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Resource } from '#contract';
import { accessQuery } from '../../data/queries.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { RowBones } from '../../ui/bones.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed } from '../../ui/note.tsx';
import { copyLink } from '../copy-link.ts';
import { CheckSomebody } from './check-somebody.tsx';
import { Face } from './faces.tsx';
import { GeneralAccess } from './general-access.tsx';
import { Give } from './give.tsx';
import { PeopleList } from './people-list.tsx';
import { Requests } from './requests.tsx';
import { SamePeople } from './same-people.tsx';
import styles from './share-dialog.module.css';
import { Why } from './why.tsx';
import { askEditors, canDo } from './words.ts';

type Props = { resource: Resource; me: string; opened: boolean; onClose: () => void };

export const ShareDialog = ({ resource, me, opened, onClose }: Props) => (
  <Dialog opened={opened} onClose={onClose} title={`Share "${resource.title}"`}>
    <div className={styles.dialog}>
      {resource.actions.includes('share') ? <Sharing resource={resource} me={me} /> : <Asking resource={resource} me={me} />}
      <div className={styles.foot}>
        <span>
          <Button variant="subtle" onClick={() => void copyLink(resource)}>
            Copy link
          </Button>
          {resource.actions.includes('read_access') && <ToHistory resource={resource.id} onGo={onClose} />}
        </span>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  </Dialog>
);

function ToHistory({ resource, onGo }: { resource: string; onGo: () => void }) {
  const navigate = useNavigate();
  const go = () => {
    onGo();
    void navigate({ to: '/access', search: { thing: [resource] } });
  };
  return (
    <Button variant="subtle" onClick={go}>
      Access history
    </Button>
  );
}

function Sharing({ resource, me }: { resource: Resource; me: string }) {
  const access = useQuery(accessQuery(resource.id));
  return (
    <>
      <Give resource={resource} access={access.data} me={me} />
      {access.data && <SamePeople resource={resource} access={access.data} me={me} />}
      <Requests resource={resource.id} />
      {access.data && <GeneralAccess resource={resource} access={access.data} me={me} />}
      <section aria-label="People with access">
        <h2>People with access</h2>
        {access.isPending && <RowBones rows={3} />}
        {access.isError && !hasCode(access.error, 'not_found') && !access.data && (
          <Failed onRetry={() => void access.refetch()}>{sentenceOf(access.error)}</Failed>
        )}
        {access.data && <PeopleList resource={resource} access={access.data} me={me} />}
      </section>
      <CheckSomebody resource={resource.id} me={me} />
    </>
  );
}

function Asking({ resource, me }: { resource: Resource; me: string }) {
  return (
    <>
      <p>
        {canDo[resource.level].replace('Can', 'You can')} this. {askEditors(resource.editors, 'share it with others')}
      </p>
      {resource.editors.length > 0 && (
        <section aria-label="People who can share this">
          <h2>Who can share this</h2>
          {resource.editors.map((editor) => (
            <div key={editor.id} className={styles.person}>
              <Face subject={editor} />
              <span>
                {editor.label} <span className={styles.quiet}>{editor.detail}</span>
              </span>
            </div>
          ))}
        </section>
      )}
      <section aria-label="Why you have access">
        <h2>Why you have access</h2>
        <Why resource={resource.id} subject={me} name="you" me={me} />
      </section>
    </>
  );
}
