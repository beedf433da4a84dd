import { Kbd, Modal } from '@mantine/core';
import { useOpenedAfterMount } from '../../components/ui/use-opened-after-mount.ts';
import { useShortcutsInForce } from '../../lib/keyboard/use-shortcuts.ts';
import classes from './shortcut-list.module.css';

/** The keys that work on the page one is on. */
export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const shown = useOpenedAfterMount(opened);
  const listed = [{ keys: 'Ctrl K', label: 'Find a page, a person, a campaign, a payment or an id', group: 'Everywhere' }, ...useShortcutsInForce()];
  const groups = [...new Set(listed.map(({ group }) => group))];
  return (
    <Modal opened={shown} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      {groups.map((group) => (
        <section key={group} className={classes.group}>
          <h3 className={classes.title}>{group}</h3>
          <dl className={classes.list}>
            {listed
              .filter((shortcut) => shortcut.group === group)
              .map(({ keys, label }) => (
                <div key={keys} className={classes.entry}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.split(' ').map((key) => (
                      <Kbd key={key} size="xs">
                        {key}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
