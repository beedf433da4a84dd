import { NavLink } from 'react-router';
import type { NavigationGroup } from '../navigation.ts';
import classes from './side-navigation.module.css';

export function SideNavigation({ groups }: { groups: readonly NavigationGroup[] }) {
  return (
    <nav aria-label="Main">
      {groups.map((group) => (
        <div key={group.label} className={classes.group}>
          <p className={classes.label}>{group.label}</p>
          <ul className={classes.list}>
            {group.destinations.map(({ path, label, icon: Icon }) => (
              <li key={path}>
                <NavLink to={path} end={path === '/'} className={classes.link ?? ''}>
                  <Icon size={17} stroke={1.8} aria-hidden />
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
