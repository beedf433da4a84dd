import { Button, Menu } from '@mantine/core';
import { IconKey, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import classes from './shell.module.css';
import { useSignOut } from '../../features/auth/api/sign-out.ts';
import { useSignedInSession } from '../../lib/session/session-context.tsx';

const ChangePasswordDialog = lazy(() => import('../../features/auth/components/change-password-dialog.tsx').then((module) => ({ default: module.ChangePasswordDialog })));

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { operator, hasPassword } = useSignedInSession();
  const signOut = useSignOut();
  const button = useRef<HTMLButtonElement>(null);
  const [changing, setChanging] = useState(false);
  const [changingWanted, setChangingWanted] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            ref={button}
            className={classes.user}
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Account of ${operator.name}`}
            title={`${operator.email}, ${operator.role}`}
            leftSection={<IconUser size={18} aria-hidden />}
          >
            {operator.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={onShowKeys}>
            Keys
          </Menu.Item>
          {hasPassword && (
            <Menu.Item
              leftSection={<IconKey size={15} aria-hidden />}
              onClick={() => {
                setChangingWanted(true);
                setChanging(true);
              }}
            >
              Change password
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changingWanted && (
        <Suspense fallback={null}>
          <ChangePasswordDialog
            opened={changing}
            onClose={() => {
              setChanging(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
