// For who forgot the password: everything sealed with it is erased, after a warning and a word that has to be typed, and the
// recovery phrase makes a new vault.

import { useState } from "preact/hooks";
import { openPage } from "../host.ts";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

const word = () => say().secrets.eraseWord;

export const ForgotScreen = () => {
	const { wallet, status, refresh } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, run } = useWork();
	const keys = status.held.filter(({ kind }) => kind === "key").length;
	const ready = typed.trim().toLowerCase() === word();
	const erase = () => {
		if (!ready) return;
		void run(async () => {
			await wallet.keys("keys.erase", { sure: true });
			await openPage("onboarding.html");
			await refresh();
		});
	};
	return (
		<Frame
			title={say().secrets.startAgainFromYourPhrase}
			onBack={() => go("home")}
			footer={
				<>
					<Button onClick={() => go("home")}>
						{say().secrets.keepEverything}
					</Button>
					<Button main busy={busy} disabled={!ready} onClick={erase}>
						{say().secrets.eraseTheKeys}
					</Button>
				</>
			}
		>
			<div class="read">
				<p class="lead">{say().secrets.nobodyCanOpenThisWalletWithout}</p>
				<Note tone="bad" title={say().secrets.erasingCannotBeUndone}>
					<p>{say().secrets.allKeysOnThisDeviceAre}</p>
					{keys === 0 ? null : (
						<p>
							<b>
								{keys === 1
									? say().secrets.oneAccountHereIsAnImported
									: say().secrets.accountsHereAreImportedPrivateKeys(keys)}
							</b>{" "}
							{say().secrets.noPhraseBringsBack(keys)}
						</p>
					)}
					<p>{say().secrets.doNotGoOnUnlessEvery}</p>
				</Note>
				<Field
					name={say().secrets.typeToSayThatYouAre(word())}
					value={typed}
					onValue={setTyped}
					onEnter={erase}
				/>
				<FaultNote fault={fault} title={say().secrets.nothingWasErased} />
			</div>
		</Frame>
	);
};
