import { Card } from '../../../components/ui/card.tsx';
import classes from './template-editor.module.css';

/** Which data a caller has to give. */
export function VariableList({ variables }: { variables: readonly string[] }) {
  return (
    <Card title="Variables">
      {variables.length === 0 ? (
        <p className={classes.none}>It needs no data.</p>
      ) : (
        <ul className={classes.variables}>
          {variables.map((variable) => (
            <li key={variable}>
              <code>{variable}</code>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
