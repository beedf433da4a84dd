import { ColorSchemeButton } from './color-scheme-button.tsx';
import { UserMenu } from './user-menu.tsx';

/** The menus of the header, in one chunk: they are not needed for the first paint. */
export function AccountTools({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <>
      <ColorSchemeButton />
      <UserMenu onShowKeys={onShowKeys} />
    </>
  );
}
