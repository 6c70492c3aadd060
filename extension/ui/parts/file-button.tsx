// A file that the person opens. One that is larger than any of its kind is not read.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWork } from "../wallet.tsx";
import { FaultNote } from "./fault.tsx";

/** The button, and below it what was wrong with the file. */
export const FileButton = ({
	words,
	most,
	tooLarge,
	notTaken,
	onChoose,
	onText,
}: {
	/** What the button says, and what while the file is taken. */
	readonly words: {
		readonly open: ComponentChildren;
		readonly busy: ComponentChildren;
	};
	readonly most: { readonly bytes: number; readonly chars?: number };
	/** Said of a file that is larger than that. */
	readonly tooLarge: string;
	/** Said above why a file could not be taken. */
	readonly notTaken: string;
	/** Another file is chosen: what was known of the one before is out of date. */
	readonly onChoose: () => void;
	readonly onText: (text: string) => Promise<void> | void;
}) => {
	const { busy, fault, run } = useWork();
	const [isTooLarge, setTooLarge] = useState(false);
	const open = (input: HTMLInputElement) => {
		const file = input.files?.[0];
		// The same file may be chosen again after it was mended.
		input.value = "";
		onChoose();
		setTooLarge(false);
		if (file === undefined) return;
		if (file.size > most.bytes) {
			setTooLarge(true);
			return;
		}
		void run(async () => {
			const text = await file.text();
			if (text.length > (most.chars ?? Number.POSITIVE_INFINITY))
				setTooLarge(true);
			else await onText(text);
		});
	};
	return (
		<>
			<label class="file button">
				<input
					type="file"
					accept=".json,application/json"
					onChange={(event) => open(event.currentTarget)}
				/>
				{busy ? words.busy : words.open}
			</label>
			{isTooLarge ? (
				<p class="said wrong" role="alert">
					{tooLarge}
				</p>
			) : null}
			<FaultNote fault={fault} title={notTaken} />
		</>
	);
};
