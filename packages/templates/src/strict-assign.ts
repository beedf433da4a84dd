import { type Context, type Liquid, Tag, type TagToken, type Tokenizer, type TopLevelToken, Value } from 'liquidjs';

/**
 * `{% assign name = value | filter %}`. Liquid's own takes an undefined variable for null as soon as conditions do
 * (`lenientIf`); here it is as undefined as in an output, and optional only before `| default:`.
 */
export class StrictAssign extends Tag {
  readonly #name: ReturnType<Tokenizer['readIdentifier']>;
  readonly #value: Value;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.#name = this.tokenizer.readIdentifier();
    this.tokenizer.assert(this.#name.size() > 0, 'assign needs a name');
    this.tokenizer.skipBlank();
    this.tokenizer.assert(this.tokenizer.peek() === '=', 'assign needs "=" after its name');
    this.tokenizer.advance();
    this.#value = new Value(this.tokenizer.readFilteredValue(), liquid);
  }

  *render(context: Context): Generator<unknown, void, unknown> {
    const value = yield this.#value.value(context, false);
    Object.assign(context.bottom(), { [this.#name.content]: value });
  }

  *arguments() {
    yield this.#value;
  }

  *localScope() {
    yield this.#name;
  }
}
