// The password that locks the key on this device. Phrase and password go to the signer's own port and are dropped here when it
// has them.

import { useState } from "preact/hooks";
import { Button, Field, PasswordField } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { StrengthNote } from "../parts/strength-note.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { strengthOf } from "./strength.ts";

export const Password = ({
	words,
	fresh,
	onBack,
	onNext,
}: {
	readonly words: readonly string[];
	readonly fresh: boolean;
	readonly onBack: () => void;
	readonly onNext: () => void;
}) => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const [again, setAgain] = useState("");
	const { busy, fault, run, anew } = useWork();
	const { level } = strengthOf(password);
	const differs = again !== "" && again !== password;
	const ready = level > 0 && again === password;
	const make = () => {
		if (!ready) return;
		void run(async () => {
			await wallet.keys("keys.create", {
				phrase: words.join(" "),
				password,
				// asked back a moment ago, or typed from where it is kept
				checked: true,
			});
			setPassword("");
			setAgain("");
			await refresh();
			onNext();
		});
	};
	return (
		<>
			<p class="lead">{say().secrets.aPasswordLocksTheKeyOn}</p>
			<PasswordField
				value={password}
				onValue={anew(setPassword)}
				note={<StrengthNote password={password} />}
			/>
			<Field
				name={say().secrets.theSameAgain}
				kind="password"
				value={again}
				onValue={setAgain}
				wrong={differs ? say().secrets.theTwoAreNotTheSame : null}
				onEnter={make}
			/>
			<FaultNote fault={fault} title={say().secrets.noKeyWasMade} />
			<div class="buttons next">
				<Button onClick={onBack}>{say().secrets.back}</Button>
				<Button main busy={busy} disabled={!ready} onClick={make}>
					{busy
						? say().secrets.lockingItAFewSeconds
						: fresh
							? say().secrets.makeTheKey
							: say().secrets.importTheKey}
				</Button>
			</div>
		</>
	);
};
