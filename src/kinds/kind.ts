// What a kind of resource has to say about itself. `switch (kind)` stands nowhere; ask the kind instead.
import type { z } from 'zod';
import type { FieldError, Kind, Level } from '#contract';

export type KindOf<Definition extends z.ZodType = z.ZodType> = {
  readonly kind: Kind;
  /** For sentences: "the dashboard", "2 dashboards". */
  readonly label: string;
  readonly plural: string;
  readonly definition: Definition;
  /** What is wrong with one that has the right shape. */
  wrong?(definition: z.output<Definition>): FieldError[];
  /** Kinds it may use, and the references in a definition, each with the field it stands in. */
  readonly uses: readonly Kind[];
  refs(definition: z.output<Definition>): { field: string; ref: string }[];
  /**
   * The same definition with every reference exchanged: names for ids when it comes in, ids for names when it goes out.
   * What comes to undefined is left out.
   */
  replaceRefs(definition: z.output<Definition>, replace: (ref: string) => string | undefined): z.output<Definition>;
  /** The least definition that uses these: how access tests and simple commands make one. */
  using(refs: string[]): z.input<Definition>;
  /** Levels that can be given on it directly. */
  readonly grants: readonly Level[];
  /** May a restricted membership of this level list it? */
  listable(level: Level): boolean;
  /** Always private: a membership counts on it only at level admin. */
  readonly alwaysPrivate: boolean;
  /** Where nothing was said when it is made. */
  readonly privateUnlessTold: boolean;
  /** Those who may open it may also see its direct parts' answers. */
  readonly showsParts: boolean;
};

export const describeKind = <Definition extends z.ZodType>(kind: KindOf<Definition>): KindOf<Definition> => kind;

/** What most kinds share: given as viewer or editor, listable, general access as the project says. */
export const ordinary = {
  grants: ['viewer', 'editor'],
  listable: () => true,
  alwaysPrivate: false,
  privateUnlessTold: false,
  showsParts: false,
} as const satisfies Partial<KindOf>;
