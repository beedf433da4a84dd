import { ActionIcon, Menu } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { useSignOut } from '../../features/auth/api/sign-out.ts';
import { useSignedInSession } from '../../lib/session/session-context.tsx';

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { operator } = useSignedInSession();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Account of ${operator.name}`}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {operator.name} ({operator.role})
          <br />
          {operator.email}
        </Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={onShowKeys}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
