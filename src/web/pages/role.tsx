// One role: what it lets people do, and who holds it.
import { Checkbox } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Capability, capabilities, type Me, type Role } from '#contract';
import styles from '../components/belonging/belonging.module.css';
import { capabilityWords } from '../components/belonging/capability-words.ts';
import { Consequence } from '../components/belonging/consequence.tsx';
import { Holders } from '../components/belonging/holders.tsx';
import { NameAndEnd } from '../components/belonging/name-and-end.tsx';
import { people } from '../components/format.ts';
import { api } from '../data/api.ts';
import { meQuery, roleQuery } from '../data/queries.ts';
import { hasCode, sentenceOf } from '../data/query-client.ts';
import { RowBones } from '../ui/bones.tsx';
import { Failed } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { say } from '../ui/toast.ts';
import { NoAccess } from './no-access.tsx';
import page from './person.module.css';
import { subjectLink } from './subject-link.tsx';

export function RolePage() {
  const { role: id = '' } = useParams({ strict: false });
  const { data: me } = useSuspenseQuery(meQuery);
  const role = useQuery(roleQuery(id));
  if (hasCode(role.error, 'not_found')) return <NoAccess />;
  if (role.data) return <RoleOf key={id} role={role.data} me={me} />;
  return (
    <Page title="Role">
      {role.isError ? <Failed onRetry={() => void role.refetch()}>{sentenceOf(role.error)}</Failed> : <RowBones />}
    </Page>
  );
}

function RoleOf({ role, me }: { role: Role; me: Me }) {
  const navigate = useNavigate();
  const rules = me.capabilities.includes('roles.manage');
  const ours = rules && !role.builtIn;
  const params = { role: role.id };
  return (
    <Page
      title={role.name}
      under={`Role, held by ${people(role.members)}${role.builtIn ? ' · built in' : ''}`}
      actions={
        ours && (
          <NameAndEnd
            name={role.name}
            rename={(name) => ({ key: [], ask: () => api.updateRole({ params, body: { name }, ifMatch: role.version }) })}
            remove={{
              key: ['delete', role.id, role.version],
              ask: (asked) => api.deleteRole({ params, ifMatch: role.version, ...asked }),
            }}
            warning="Who holds it can no longer do what it lets them do, and whatever was shared with it is shared with it no longer."
            onDeleted={() => navigate({ to: '/people' })}
          />
        )
      }
    >
      <div className={page.sections}>
        <Section title="What it lets people do">
          <Capabilities key={role.version} role={role} mine={new Set(me.capabilities)} ours={ours} />
        </Section>
        <Section title="Who holds it">
          <Holders role={role} rules={rules} link={subjectLink} />
        </Section>
      </div>
    </Page>
  );
}

type CapabilitiesProps = { role: Role; mine: ReadonlySet<Capability>; ours: boolean };

/** Nobody gives what they don't have: what one lacks is shown, and stays as it is. */
function Capabilities({ role, mine, ours }: CapabilitiesProps) {
  const [chosen, setChosen] = useState<readonly Capability[]>(role.capabilities);
  const changed = [...chosen].sort().join() !== [...role.capabilities].sort().join();
  return (
    <>
      <fieldset className={styles.capabilities} aria-label="What it lets people do">
        {capabilities.map((capability) => (
          <Checkbox
            key={capability}
            label={capabilityWords[capability].label}
            description={capabilityWords[capability].detail}
            checked={chosen.includes(capability)}
            disabled={!ours || !mine.has(capability)}
            onChange={({ currentTarget }) =>
              setChosen(currentTarget.checked ? [...chosen, capability] : chosen.filter((one) => one !== capability))
            }
          />
        ))}
      </fieldset>
      {changed && (
        <Consequence
          changes={[
            {
              key: ['role', role.id, role.version, chosen],
              ask: (asked) =>
                api.updateRole({
                  params: { role: role.id },
                  body: { capabilities: [...chosen] },
                  ifMatch: role.version,
                  ...asked,
                }),
            },
          ]}
          button="Save"
          onLeave={() => setChosen(role.capabilities)}
          onDone={() => say(`${role.name} is changed.`)}
        />
      )}
    </>
  );
}
