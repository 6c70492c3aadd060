// The small parts all screens are made of: buttons, fields, sections, copied hex.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { shortHex } from "../../../src/base/units.ts";
import { copyText } from "../host.ts";
import { say } from "../say/say.ts";
import { Icon } from "./icon.tsx";

export const Button = ({
	children,
	onClick,
	main = false,
	quiet = false,
	disabled = false,
	busy = false,
	label,
}: {
	readonly children: ComponentChildren;
	readonly onClick: () => void;
	/** The one thing this screen is for. */
	readonly main?: boolean;
	/** Looks like a link: a side path. */
	readonly quiet?: boolean;
	readonly disabled?: boolean;
	readonly busy?: boolean;
	/** The name for screen readers, where the words alone do not say what it acts on. */
	readonly label?: string | undefined;
}) => (
	<button
		type="button"
		class={main ? "button main" : quiet ? "button quiet" : "button"}
		disabled={disabled || busy}
		aria-busy={busy}
		aria-label={label}
		onClick={onClick}
	>
		{children}
	</button>
);

/** Says something to screen readers when it changes; seen by nobody. */
export const Say = ({ children }: { readonly children: ComponentChildren }) => (
	<span class="unseen" aria-live="polite">
		{children}
	</span>
);

/** A button that copies the whole of `value` and says so. */
export const Copy = ({
	value,
	what,
}: {
	readonly value: string;
	readonly what: string;
}) => {
	const [state, setState] = useState<"idle" | "copied" | "closed">("idle");
	useEffect(() => {
		if (state === "idle") return;
		const timer = setTimeout(() => setState("idle"), 2_000);
		return () => clearTimeout(timer);
	}, [state]);
	return (
		<>
			<button
				type="button"
				class="copy"
				aria-label={say().parts.copy(what)}
				title={say().parts.copy(what)}
				onClick={() => {
					void copyText(value).then(
						() => setState("copied"),
						() => setState("closed"),
					);
				}}
			>
				<Icon name={state === "copied" ? "done" : "copy"} size={15} />
			</button>
			<Say>
				{state === "copied"
					? say().parts.copied(what)
					: state === "closed"
						? say().parts.theBrowserDidNotLetUs
						: ""}
			</Say>
		</>
	);
};

/** Hex shortened in its middle, copied whole. */
export const Hash = ({
	value,
	what,
	side = 6,
}: {
	readonly value: string;
	readonly what: string;
	readonly side?: number;
}) => (
	<span class="hash">
		<code title={value}>{shortHex(value, side)}</code>
		<Copy value={value} what={what} />
	</span>
);

/** A file of hex shown whole, in groups of four that can be compared by eye. */
export const Chunks = ({ groups }: { readonly groups: readonly string[] }) => (
	<code class="chunks">
		{groups.map((group, i) => (
			// The place of a group is its identity.
			<span key={`${i}-${group}`} class={i % 2 === 0 ? "" : "odd"}>
				{group}
			</span>
		))}
	</code>
);

/** What stands around a field: its name above it, and below what is said of it. */
export const FieldBox = ({
	id,
	name,
	below,
	children,
}: {
	/** The field's own. */
	readonly id: string;
	readonly name: string;
	readonly below: ComponentChildren;
	readonly children: ComponentChildren;
}) => (
	<div class="field">
		<label for={id}>{name}</label>
		<div class="with">{children}</div>
		{below}
	</div>
);

/** As it is typed, and known to nobody else. */
export const asTyped = {
	autocapitalize: "off",
	// The attribute, by a name that is no property: browsers whose property is a boolean read "off" as yes.
	autoCorrect: "off",
	spellcheck: false,
} as const;

/** One line of input with its name above and what is wrong below. Nothing typed is offered again by the browser. */
export const Field = ({
	name,
	value,
	onValue,
	kind = "text",
	note,
	wrong,
	mono = false,
	numeric = false,
	after,
	autofocus = false,
	onEnter,
}: {
	readonly name: string;
	readonly value: string;
	readonly onValue: (value: string) => void;
	readonly kind?: "text" | "password";
	readonly note?: ComponentChildren;
	/** Why the value cannot be used; null when it can, or when nothing was typed. */
	readonly wrong?: string | null;
	readonly mono?: boolean;
	readonly numeric?: boolean;
	readonly after?: ComponentChildren;
	readonly autofocus?: boolean;
	readonly onEnter?: (() => void) | undefined;
}) => {
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (autofocus) input.current?.focus();
	}, [autofocus]);
	const said = wrong !== undefined && wrong !== null;
	return (
		<FieldBox
			id={id}
			name={name}
			below={
				<div id={`${id}-said`} class={said ? "said wrong" : "said"}>
					{said ? wrong : note}
				</div>
			}
		>
			<input
				{...asTyped}
				ref={input}
				id={id}
				type={kind}
				value={value}
				class={mono ? "mono" : ""}
				autocomplete={kind === "password" ? "new-password" : "off"}
				inputMode={numeric ? "decimal" : undefined}
				aria-invalid={said}
				aria-describedby={`${id}-said`}
				onInput={(event) => onValue(event.currentTarget.value)}
				onKeyDown={(event) => {
					if (event.key === "Enter" && onEnter !== undefined) onEnter();
				}}
			/>
			{after}
		</FieldBox>
	);
};

/** The password of this device's vault. */
export const PasswordField = ({
	value,
	onValue,
	note,
	onEnter,
}: {
	readonly value: string;
	readonly onValue: (value: string) => void;
	readonly note: ComponentChildren;
	readonly onEnter?: () => void;
}) => (
	<Field
		name={say().parts.password}
		kind="password"
		value={value}
		onValue={onValue}
		autofocus
		note={note}
		onEnter={onEnter}
	/>
);

/** One of several that exclude each other. It stands in a fieldset whose legend says what is chosen. */
export const Option = ({
	group,
	checked,
	disabled,
	onChoose,
	children,
}: {
	/** The same for all of which one is chosen. */
	readonly group: string;
	readonly checked: boolean;
	readonly disabled?: boolean;
	readonly onChoose: () => void;
	readonly children: ComponentChildren;
}) => (
	<label>
		<input
			type="radio"
			name={group}
			checked={checked}
			disabled={disabled}
			onChange={onChoose}
		/>
		<span>{children}</span>
	</label>
);

export const Section = ({
	title,
	children,
	aside,
}: {
	readonly title: string;
	readonly children: ComponentChildren;
	readonly aside?: ComponentChildren;
}) => {
	const id = useId();
	return (
		<section class="section" aria-labelledby={id}>
			<div class="section-head">
				<h2 id={id}>{title}</h2>
				{aside}
			</div>
			{children}
		</section>
	);
};

/** Pairs of name and value. */
export const Facts = ({
	facts,
}: {
	readonly facts: readonly {
		readonly name: string;
		readonly value: ComponentChildren;
	}[];
}) => (
	<dl class="facts">
		{facts.map(({ name, value }) => (
			<div key={name}>
				<dt>{name}</dt>
				<dd>{value}</dd>
			</div>
		))}
	</dl>
);

/** A list of what is said, a sentence each. */
export const Sentences = ({
	of,
	small = false,
}: {
	readonly of: readonly string[];
	readonly small?: boolean;
}) => (
	<ul class={small ? "plain small" : "plain"}>
		{of.map((sentence) => (
			<li key={sentence}>{sentence}</li>
		))}
	</ul>
);
