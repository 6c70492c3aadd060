// The password, asked for what it opens.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";
import { Button, PasswordField } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";

/** Asks for the password and gets what it opens. */
export const AskPassword = <T,>({
	why,
	button,
	open,
	onOpen,
}: {
	readonly why: ComponentChildren;
	readonly button: string;
	readonly open: (password: string) => Promise<T>;
	readonly onOpen: (opened: T) => void | Promise<void>;
}) => {
	const [password, setPassword] = useState("");
	const { busy, fault, run, anew } = useWork();
	const go = () => {
		if (password === "") return;
		void run(async () => {
			const opened = await open(password);
			setPassword("");
			await onOpen(opened);
		});
	};
	return (
		<div class="unlock">
			<p class="lead">{why}</p>
			<PasswordField
				value={password}
				onValue={anew(setPassword)}
				onEnter={go}
				note={busy ? say().secrets.openingTakesASecondItIs : ""}
			/>
			<FaultNote fault={fault} />
			<Button main busy={busy} disabled={password === ""} onClick={go}>
				{button}
			</Button>
		</div>
	);
};
