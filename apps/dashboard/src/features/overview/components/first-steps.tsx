import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import classes from './first-steps.module.css';

const DEMO = 'npm run demo';

/** What to do in an installation where nothing has happened yet. */
export function FirstSteps({ localMode }: { localMode: boolean }) {
  return (
    <Card title="First steps">
      <ol className={classes.steps}>
        <Step title="Send a test e-mail" action={<Way to="/test-email">Send a test e-mail</Way>}>
          Choose a template and an address, and watch it turn <em>sent</em>.{localMode && ' In this installation no mail leaves: it arrives in the Inbox.'}
        </Step>
        {localMode ? (
          <Step
            title="Fill in demo data"
            action={
              <span className={classes.command}>
                <code>{DEMO}</code>
                <CopyButton value={DEMO} label="Copy the command" />
              </span>
            }
          >
            In a second terminal: 500 invented users with payments and verifications. <Link to="/due">Due users</Link> then shows who is to be reminded, and why.
          </Step>
        ) : (
          <Step title="Bring your users" action={<Way to="/users">Open Users</Way>}>
            Import a CSV. Every line that can not be read is named, with the reason.
          </Step>
        )}
        <Step title="Write a campaign" action={<Way to="/campaigns/new">New campaign</Way>}>
          Choose a template and a segment, review who would get what, launch, and follow it to each recipient.
        </Step>
      </ol>
    </Card>
  );
}

function Step({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.step}>
      <h3 className={classes.title}>{title}</h3>
      <p className={classes.text}>{children}</p>
      {action}
    </li>
  );
}

function Way({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button component={Link} to={to} size="xs" variant="default">
      {children}
    </Button>
  );
}
