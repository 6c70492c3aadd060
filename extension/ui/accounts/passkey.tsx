// Passkeys beside the password: which there are, one more, one less; and the button that unlocks with one.

import { useState } from "preact/hooks";
import { isPopup, openPage } from "../host.ts";
import { Button, PasswordField, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { canPasskey, makePasskey, usePasskey } from "./ceremony.ts";

/** Nothing where there is none, or this browser cannot use it. The browser's own window closes the small one, so it is a tab there. */
export const UnlockByPasskey = () => {
	const { wallet, status, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const known = status.passkeys ?? [];
	if (known.length === 0 || !canPasskey()) return null;
	if (isPopup())
		return (
			<Button onClick={() => void openPage("popup.html")}>
				{say().secrets.unlockWithAPasskeyInA}
			</Button>
		);
	return (
		<>
			<Button
				busy={busy}
				onClick={() =>
					void run(async () => {
						await wallet.keys("keys.unlockByPasskey", await usePasskey(known));
						await refresh();
					})
				}
			>
				{say().secrets.unlockWithAPasskey}
			</Button>
			<FaultNote fault={fault} title={say().secrets.itWasNotUnlocked} />
		</>
	);
};

const AddPasskey = () => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const { busy, fault, run, anew } = useWork();
	const add = () => {
		if (password === "") return;
		void run(async () => {
			const made = await makePasskey();
			await wallet.keys("keys.addPasskey", { ...made, password });
			setPassword("");
			await refresh();
		});
	};
	return (
		<Section title={say().secrets.addOne}>
			<PasswordField
				value={password}
				onValue={anew(setPassword)}
				onEnter={add}
				note={say().secrets.yourPasswordGoesOnWorkingChanging}
			/>
			<FaultNote fault={fault} title={say().secrets.noPasskeyWasAdded} />
			<Button main busy={busy} disabled={password === ""} onClick={add}>
				{say().secrets.addAPasskey}
			</Button>
		</Section>
	);
};

const Known = () => {
	const { wallet, status, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const known = status.passkeys ?? [];
	if (known.length === 0) return null;
	return (
		<Section title={say().secrets.passkeysThatUnlockThisWallet}>
			<FaultNote fault={fault} title={say().secrets.itWasNotTakenAway} />
			<ul class="rows">
				{known.map(({ credential }, i) => (
					<li key={credential} class="row">
						<div class="row-part">
							<span class="row-name">
								<b>{say().secrets.passkey(i + 1)}</b>
								<span class="row-says">
									<code>{credential.slice(2, 14)}</code>
								</span>
							</span>
							<Button
								busy={busy}
								label={say().secrets.takePasskeyAway(i + 1)}
								onClick={() =>
									void run(async () => {
										await wallet.keys("keys.removePasskey", { credential });
										await refresh();
									})
								}
							>
								{say().secrets.takeAway}
							</Button>
						</div>
					</li>
				))}
			</ul>
		</Section>
	);
};

export const PasskeyScreen = () => (
	<Frame title={say().secrets.passkeys} onBack={() => go("accounts")}>
		<div class="read">
			<p class="lead">{say().secrets.aPasskeyUnlocksThisWalletBy}</p>
			<Known />
			{!canPasskey() ? (
				<p role="status">{say().secrets.thisBrowserDoesNotLetAn}</p>
			) : isPopup() ? (
				<Button onClick={() => void openPage("popup.html#passkeys")}>
					{say().secrets.addOneInATab}
				</Button>
			) : (
				<AddPasskey />
			)}
		</div>
	</Frame>
);
