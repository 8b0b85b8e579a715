import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from './classes.ts';
import css from './Field.module.css';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

const c = classesOf(css);

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  /** Why the value is refused. */
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'numeric';
  /** A passphrase that nobody is to read over a shoulder: a new one, or one that there is. */
  readonly secret?: 'new' | 'current';
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  /** Selects what is in it when it gets the focus: to be written over. */
  readonly selectAll?: boolean;
  readonly onBlur?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, help, error, placeholder, inputMode, autoFocus, disabled, selectAll, onBlur } = props;
  const { secret } = props;
  return (
    <AriaTextField
      className={c('field')}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      isDisabled={disabled ?? false}
      {...(secret ? ({ type: 'password', autoComplete: `${secret}-password` } as const) : {})}
      {...(autoFocus ? { autoFocus } : {})}
      {...(onBlur ? { onBlur } : {})}
    >
      <Label className={c('label')}>{label}</Label>
      <Input
        className={c('input')}
        onFocus={(event) => selectAll && event.currentTarget.select()}
        {...(placeholder ? { placeholder } : {})}
        {...(inputMode ? { inputMode } : {})}
      />
      {help && (
        <Text slot="description" className={c('help')}>
          {help}
        </Text>
      )}
      <FieldError className={c('error')}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  /** The field's name; also what it says while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly autoFocus?: boolean;
  readonly large?: boolean;
  /** A list of suggestions that the field leads through: its element's id, and that of the option chosen now. */
  readonly suggestions?: { readonly listId: string; readonly optionId: string | null };
  readonly onSelect?: () => void;
  readonly onBlur?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** `/` goes to it from anywhere on the page. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, onSubmit, onKeyDown, autoFocus, large, suggestions, onSelect, onBlur, ref } = props;
  const t = useT();
  return (
    <AriaSearchField
      className={c('search', large && 'large')}
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit ? { onSubmit } : {})}
      {...(autoFocus ? { autoFocus } : {})}
    >
      <div className={c('box')}>
        <Icon of={Search} />
        <Input
          placeholder={label}
          data-filter-field
          {...(ref ? { ref } : {})}
          {...(onKeyDown ? { onKeyDown } : {})}
          {...(onSelect ? { onSelect } : {})}
          {...(onBlur ? { onBlur } : {})}
          {...(suggestions
            ? {
                'aria-autocomplete': 'list',
                'aria-haspopup': 'listbox',
                'aria-controls': suggestions.listId,
                ...(suggestions.optionId === null ? {} : { 'aria-activedescendant': suggestions.optionId }),
              }
            : {})}
        />
        {value === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <AriaButton className={c('clear')} aria-label={t('ui.clear')}>
            <Icon of={X} size={16} />
          </AriaButton>
        )}
      </div>
    </AriaSearchField>
  );
}
