import { later } from "./later.tsx";
import { SelectFace, selectLook, type SelectPartProps } from "./select-face.tsx";

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** The list opens: what a choice leads to may be read ahead. */
  readonly onOpen?: () => void;
  /** As wide as its place. */
  readonly isWide?: boolean;
}

const SelectList = later(async () => (await import("./select-list.tsx")).SelectList, ClosedSelect);

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, onOpen = doNothing, isWide = false } = props;
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return <SelectList label={label} value={value} options={options} onChange={choose} onOpen={onOpen} isWide={isWide} />;
}

const doNothing = () => undefined;

function ClosedSelect({ label, value, options, isWide }: SelectPartProps) {
  return (
    <button type="button" disabled aria-haspopup="listbox" aria-label={label} className={selectLook(isWide)}>
      <SelectFace>{options.find((option) => option.value === value)?.label}</SelectFace>
    </button>
  );
}
