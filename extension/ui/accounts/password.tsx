// Another password for the vault. The old one is asked for; it opens nothing any more afterwards.

import { useState } from "preact/hooks";
import { strengthOf } from "../onboarding/strength.ts";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { StrengthNote } from "../parts/strength-note.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

export const PasswordScreen = () => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const [next, setNext] = useState("");
	const [again, setAgain] = useState("");
	const { busy, fault, run, clear } = useWork();
	const { level } = strengthOf(next);
	const differs = again !== "" && again !== next;
	const ready = password !== "" && level > 0 && again === next;
	const change = () => {
		if (!ready) return;
		void run(async () => {
			await wallet.keys("keys.changePassword", { password, next });
			setPassword("");
			setNext("");
			setAgain("");
			await refresh();
			go("accounts");
		});
	};
	return (
		<Frame
			title="Change the password"
			onBack={() => go("accounts")}
			footer={
				<Button main busy={busy} disabled={!ready} onClick={change}>
					{busy ? "Locking it anew, a few seconds" : "Change it"}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					The password locks the keys on this device alone. Your recovery
					phrases stay what they are.
				</p>
				<Field
					name="Password you have now"
					kind="password"
					value={password}
					autofocus
					onValue={(typed) => {
						clear();
						setPassword(typed);
					}}
				/>
				<Field
					name="New password"
					kind="password"
					value={next}
					onValue={setNext}
					note={<StrengthNote password={next} />}
				/>
				<Field
					name="The new one again"
					kind="password"
					value={again}
					onValue={setAgain}
					wrong={differs ? "The two are not the same." : null}
					onEnter={change}
				/>
				<FaultNote fault={fault} title="The password was not changed." />
			</div>
		</Frame>
	);
};
