// Why somebody has no access: the line up to where it breaks, and the changes that would close it, each a button away.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import type { Explanation, Level } from '#contract';
import { api } from '../../data/api.ts';
import { resourceQuery } from '../../data/queries.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { Sightline } from './sightline.tsx';
import { StaleList, useAccessChange } from './use-access-change.ts';
import styles from './why.module.css';
import { brokenStopsOf, offerInWords } from './words.ts';

type Offer = NonNullable<Explanation['whyNot']>['offers'][number];

export function WhyNot({ explanation, me }: { explanation: Explanation; me: string }) {
  const { subject, resource, whyNot } = explanation;
  const client = useQueryClient();
  const change = useAccessChange(resource.id, me);
  const ids = useId();
  const offers = whyNot?.offers ?? [];
  const inProject = offers.some((offer) => offer.do === 'member' || offer.do === 'list');
  const project = useQuery({ ...resourceQuery(resource.project.id), enabled: inProject });
  const managesMembers = project.data?.actions.includes('manage_members') === true;
  // What one can't do oneself still stands here, for whoever can.
  const mayDo = (offer: Offer) => (offer.do === 'member' || offer.do === 'list' ? managesMembers : true);

  const closing = useMutation({
    mutationFn: async (offer: Offer) => {
      const params = { project: resource.project.id, subject: subject.id };
      switch (offer.do) {
        case 'share':
          return void (await change.mutateAsync({ grant: [{ subject: subject.id, level: offer.gives }] }));
        case 'place':
          if (!offer.group) throw new Error('an offer of a place without its group');
          return void (await api.addGroupMember({ params: { group: offer.group.id, subject: subject.id } }));
        case 'list':
          return void (await api.changeMemberResources({ params, body: { add: [resource.id] } }));
        case 'member':
          return void (await api.setMember({ params, body: { level: offer.gives } }));
        case 'reactivate':
          return void (await api.reactivateUser({ params: { user: subject.id } }));
      }
    },
    // Asked again rather than assumed: only the server knows whether that was enough.
    onSuccess: async (_, offer) => {
      await client.invalidateQueries({ queryKey: ['access', resource.id] });
      for (const key of ['resource', 'resources', 'members', 'group', 'groups', 'users', 'picker'])
        void client.invalidateQueries({ queryKey: [key] });
      say(
        offer.do === 'reactivate' ? `${subject.label} can sign in again.` : `${subject.label} can ${verb[offer.gives]} this now.`,
      );
    },
  });

  return (
    <div className={styles.reason}>
      <Sightline stops={brokenStopsOf(explanation)} label={`${subject.label} does not reach ${resource.title}`} />
      {(whyNot?.because ?? [`${subject.label} has no access.`]).map((sentence) => (
        <p key={sentence} className={styles.words}>
          {sentence}
        </p>
      ))}
      {offers.length > 0 && (
        <ul className={styles.offers} aria-label="What would change that">
          {offers.map((offer, i) => (
            <li key={offer.sentence} className={styles.offer}>
              <span id={`${ids}-${i}`}>{offer.sentence}</span>
              {mayDo(offer) && (
                <Button
                  variant="default"
                  aria-describedby={`${ids}-${i}`}
                  disabled={closing.isPending}
                  loading={closing.isPending && closing.variables === offer}
                  onClick={() => closing.mutate(offer)}
                >
                  {offerInWords(offer)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {closing.isError && <Inline look="bad">{refusal(closing.error, closing.variables, subject.label)}</Inline>}
    </div>
  );
}

const verb: Record<Level, string> = { viewer: 'open', editor: 'edit', admin: 'manage' };

function refusal(error: unknown, offer: Offer | undefined, name: string): string {
  if (hasCode(error, 'not_found') && offer?.do === 'list')
    return `${name} is in the project through a group; change what that group reaches, in the project’s members.`;
  return error instanceof StaleList ? error.message : sentenceOf(error);
}
