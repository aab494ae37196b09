import { Sessions } from '../components/person/sessions.tsx';
import { Tokens } from '../components/person/tokens.tsx';
import { Page } from '../ui/page.tsx';
import styles from './person.module.css';

export const SessionsPage = () => (
  <Page title="Sessions and tokens">
    <div className={styles.sections}>
      <section aria-labelledby="sessions">
        <h2 id="sessions">Where you are signed in</h2>
        <Sessions />
      </section>
      <section aria-labelledby="tokens">
        <h2 id="tokens">Tokens</h2>
        <Tokens />
      </section>
    </div>
  </Page>
);
