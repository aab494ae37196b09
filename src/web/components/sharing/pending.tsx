// Somebody who was invited and hasn't come yet: the letter can go out again, or be taken back with all it would have given.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Subject } from '#contract';
import { api } from '../../data/api.ts';
import { hasCode, sentenceOf } from '../../data/query-client.ts';
import { Inline } from '../../ui/note.tsx';
import { say } from '../../ui/toast.ts';
import { effectQuery } from '../belonging/change.ts';
import { effectOf } from '../members/words.ts';
import styles from './people-list.module.css';

export function Pending({ subject }: { subject: Subject }) {
  const client = useQueryClient();
  const [withdrawing, setWithdrawing] = useState(false);
  const params = { invitation: subject.id };
  const onSettled = () => {
    for (const key of ['access', 'picker', 'members', 'users', 'resource']) void client.invalidateQueries({ queryKey: [key] });
  };
  const resend = useMutation({
    mutationFn: () => api.resendInvitation({ params }),
    onSuccess: () => say(`The invitation to ${subject.label} is sent again.`),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: () => api.withdrawInvitation({ params }),
    onSuccess: () => say(`The invitation to ${subject.label} is withdrawn.`),
    onSettled,
  });
  const ask = (asked: object) => api.withdrawInvitation({ params, ...asked });
  const effect = useQuery({ ...effectQuery({ key: ['invitation', subject.id], ask }), enabled: withdrawing });
  const loss = effect.data && effectOf(effect.data, { label: subject.label, kind: 'user' });
  const error = withdraw.error ?? resend.error ?? (withdrawing ? effect.error : null);
  return (
    <div className={styles.confirm}>
      {withdrawing ? (
        <>
          <span>{loss} Everything that the invitation would have given goes with it, here and elsewhere.</span>
          <span className={styles.buttons}>
            <Button variant="default" onClick={() => setWithdrawing(false)}>
              Keep it
            </Button>
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              Withdraw the invitation
            </Button>
          </span>
        </>
      ) : (
        <span className={styles.buttons}>
          <Button
            variant="subtle"
            aria-label={`Send again to ${subject.label}`}
            loading={resend.isPending}
            onClick={() => resend.mutate()}
          >
            Send again
          </Button>
          <Button
            variant="subtle"
            aria-label={`Withdraw the invitation to ${subject.label}`}
            onClick={() => setWithdrawing(true)}
          >
            Withdraw
          </Button>
        </span>
      )}
      {error && (
        <Inline look="bad">
          {hasCode(error, 'not_found')
            ? `Only who invited ${subject.label}, or who looks after people here, can do that.`
            : sentenceOf(error)}
        </Inline>
      )}
    </div>
  );
}
