// Another password for the vault. The old one is asked for; it opens nothing any more afterwards.

import { useState } from "preact/hooks";
import { strengthOf } from "../onboarding/strength.ts";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { StrengthNote } from "../parts/strength-note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

export const PasswordScreen = () => {
	const words = say().password;
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const [next, setNext] = useState("");
	const [again, setAgain] = useState("");
	const { busy, fault, run, anew } = useWork();
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
			title={words.title}
			onBack={() => go("accounts")}
			footer={
				<Button main busy={busy} disabled={!ready} onClick={change}>
					{busy ? words.changing : words.change}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{words.lead}</p>
				<Field
					name={words.now}
					kind="password"
					value={password}
					autofocus
					onValue={anew(setPassword)}
				/>
				<Field
					name={words.next}
					kind="password"
					value={next}
					onValue={setNext}
					note={<StrengthNote password={next} />}
				/>
				<Field
					name={words.again}
					kind="password"
					value={again}
					onValue={setAgain}
					wrong={differs ? words.differs : null}
					onEnter={change}
				/>
				<FaultNote fault={fault} title={words.unchanged} />
			</div>
		</Frame>
	);
};
