// A field for a recovery phrase or a private key that the browser cannot keep. Browsers write what stands in text fields to disk,
// to restore a session; what stands in a password field they never write (CVE-2022-32969). So it is a password field, always,
// without a name, and whatever the browser does with a page it puts away, it finds the field empty.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { asTyped, FieldBox } from "./basic.tsx";

export const SecretField = ({
	name,
	typed,
	onTyped,
	said,
	children,
	autofocus = true,
}: {
	readonly name: string;
	readonly typed: string;
	readonly onTyped: (typed: string) => void;
	readonly said: ComponentChildren;
	readonly children?: ComponentChildren;
	readonly autofocus?: boolean;
}) => {
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		const field = input.current;
		if (autofocus) field?.focus();
		const empty = () => {
			if (field !== null) field.value = "";
		};
		addEventListener("pagehide", empty);
		return () => {
			removeEventListener("pagehide", empty);
			empty();
		};
	}, [autofocus]);
	return (
		<FieldBox
			id={id}
			name={name}
			below={
				<>
					<div id={`${id}-said`} class="said" aria-live="polite">
						{said}
					</div>
					{children}
				</>
			}
		>
			<input
				{...asTyped}
				ref={input}
				id={id}
				type="password"
				value={typed}
				autocomplete="off"
				data-lpignore="true"
				data-1p-ignore="true"
				aria-describedby={`${id}-said`}
				onInput={(event) => onTyped(event.currentTarget.value)}
			/>
		</FieldBox>
	);
};
