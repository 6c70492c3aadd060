// The locked wallet: one field. The password goes to the signer and nowhere else.

import { useState } from "preact/hooks";
import { UnlockByPasskey } from "../accounts/passkey.tsx";
import { Button, PasswordField } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { HeadLine, Stopped } from "./head.tsx";

/** The field alone, for screens that need the key in the middle of something else. */
export const Unlock = ({ why }: { readonly why: string }) => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const { busy, fault, run, clear } = useWork();
	const open = () => {
		if (password === "") return;
		void run(async () => {
			await wallet.keys("keys.unlock", { password });
			setPassword("");
			await refresh();
		});
	};
	return (
		<div class="unlock">
			<p class="lead">{why}</p>
			<PasswordField
				value={password}
				onValue={(typed) => {
					clear();
					setPassword(typed);
				}}
				onEnter={open}
				note={busy ? say().places.openingTakesASecondItIs : ""}
			/>
			<FaultNote fault={fault} />
			<Button main busy={busy} disabled={password === ""} onClick={open}>
				{say().places.unlock}
			</Button>
		</div>
	);
};

export const Lock = () => {
	const { view } = useShared();
	return (
		<Frame
			title="Sextant"
			under={say().places.locked}
			aside={<HeadLine view={view} />}
		>
			<div class="read">
				<Stopped view={view} />
				<Unlock why={say().places.theKeyIsLockedCheckingGoes} />
				<UnlockByPasskey />
				<p class="small">{say().places.aForgottenPasswordCannotBe}</p>
				<Button quiet onClick={() => go("forgot")}>
					{say().places.iForgotThePassword}
				</Button>
			</div>
		</Frame>
	);
};
