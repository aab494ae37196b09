// What the organization has set for itself; for its administrators.
import { Button, Checkbox, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Organization } from '#contract';
import { api } from '../data/api.ts';
import { meQuery, organizationQuery } from '../data/queries.ts';
import { sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Choose } from '../ui/choose.tsx';
import { Failed, Inline, Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { say } from '../ui/toast.ts';
import styles from './form.module.css';

export function OrganizationPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const organization = useQuery(organizationQuery);
  const administers = me.capabilities.includes('organization.administer');
  return (
    <Page title="Organization">
      {organization.isError ? (
        <Failed onRetry={() => void organization.refetch()}>{sentenceOf(organization.error)}</Failed>
      ) : !organization.data ? (
        <RowBones />
      ) : administers ? (
        <Settings organization={organization.data} />
      ) : (
        <Note>{organization.data.name}. Its settings are for its administrators.</Note>
      )}
    </Page>
  );
}

const opens = [
  { value: 'private', label: 'Only people added', detail: 'Whoever makes it, and whom they share it with' },
  { value: 'project', label: 'Everyone in the project', detail: 'Whoever is a member of all of it' },
] as const;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function Settings({ organization }: { organization: Organization }) {
  const [draft, setDraft] = useState(organization);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.updateOrganization({ body: draft }),
    onSuccess: (saved) => {
      client.setQueryData(organizationQuery.queryKey, saved);
      setDraft(saved);
      void client.invalidateQueries();
      say('The settings are saved.');
    },
  });
  const set = (change: Partial<Organization>) => {
    save.reset();
    setDraft({ ...draft, ...change });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput label="Name" value={draft.name} maxLength={200} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TagsInput
        label="Your own mail domains"
        description="Invited addresses of these come as people of the organization; all others as guests."
        value={draft.memberDomains}
        onChange={(memberDomains) => set({ memberDomains: memberDomains.map((domain) => domain.toLowerCase()) })}
      />
      <NumberInput
        label="Invitations last, in days"
        min={1}
        max={365}
        allowDecimal={false}
        value={draft.invitationDays}
        onChange={(days) => typeof days === 'number' && set({ invitationDays: days })}
      />
      <div>
        <p className={styles.label}>Who new things are for, where a project does not say</p>
        <Choose
          label="Who new things are for"
          value={draft.defaultAccess ?? 'private'}
          options={opens}
          width={280}
          onChoose={(defaultAccess) => set({ defaultAccess })}
        />
      </div>
      <Checkbox
        label="Share with roles"
        description="Roles are then offered beside people and groups. Where a role has access already it is always shown."
        checked={draft.rolesAsSubjects}
        onChange={(event) => set({ rolesAsSubjects: event.currentTarget.checked })}
      />
      <Select
        label="Time zone"
        description="Of days, weeks and months, where a chart does not say."
        data={zones}
        searchable
        allowDeselect={false}
        value={draft.timeZone}
        onChange={(timeZone) => timeZone && set({ timeZone })}
      />
      <Select
        label="Weeks begin on"
        data={weekdays.map((label, value) => ({ label, value: String(value) }))}
        allowDeselect={false}
        value={String(draft.firstDayOfWeek)}
        onChange={(day) => day !== null && set({ firstDayOfWeek: Number(day) })}
      />
      {save.isError && <Inline look="bad">{sentenceOf(save.error)}</Inline>}
      <div>
        <Button type="submit" loading={save.isPending} disabled={JSON.stringify(draft) === JSON.stringify(organization)}>
          Save
        </Button>
      </div>
    </form>
  );
}
