// Adding an account: the next of a phrase, another phrase, a private key or keystore, or an address that is only watched. What is
// secret goes to the signer's own port and is dropped here when it has it.

import { useState } from "preact/hooks";
import { typedAddress } from "../address.ts";
import { Later } from "../device/later.tsx";
import { isPopup, openPage } from "../host.ts";
import {
	isCounted,
	PhraseField,
	ShowWords,
	wordsOf,
} from "../onboarding/words.tsx";
import { Button, Field, PasswordField } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { Frame } from "../parts/frame.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { go } from "../route.ts";
import { type KeyStatus, useShared, useWork } from "../wallet.tsx";
import { FindAccounts } from "./find.tsx";
import { heldBy, phrasesOf } from "./names.ts";
import { PhraseChoice } from "./phrase-choice.tsx";

const back = () => go("accounts");

/** Runs what adds one, and shows the account that is new. */
const useAdding = () => {
	const { wallet, status: before, refresh } = useShared();
	const work = useWork();
	return {
		...work,
		add: (adding: () => Promise<KeyStatus>, done: () => void = () => {}) =>
			void work.run(async () => {
				const status = await adding();
				done();
				const added = status.held.find(
					({ address, kind }) => heldBy(before, address)?.kind !== kind,
				);
				if (added !== undefined)
					await wallet.engine("account.select", { address: added.address });
				await refresh();
				go("home");
			}),
	};
};

const AddNext = () => {
	const { wallet, status } = useShared();
	const [first] = phrasesOf(status);
	const [chosen, setChosen] = useState(first);
	const { busy, fault, add } = useAdding();
	return (
		<Frame
			title="New account"
			onBack={back}
			footer={
				<Button
					main
					busy={busy}
					disabled={chosen === undefined}
					onClick={() => {
						if (chosen !== undefined)
							add(() => wallet.keys("keys.addNext", { secret: chosen }));
					}}
				>
					Add an account
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					{chosen === undefined
						? "There is no recovery phrase in this wallet. Add one first."
						: "The next account of your recovery phrase. The same phrase on paper brings it back; there is nothing new to write down."}
				</p>
				<PhraseChoice chosen={chosen} onChoose={setChosen} />
				<FaultNote fault={fault} title="No account was added." />
			</div>
		</Frame>
	);
};

const AddPhrase = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const [shown, setShown] = useState(false);
	const { busy, fault, add, clear } = useAdding();
	const words = wordsOf(typed);
	const counted = isCounted(words);
	return (
		<Frame
			title="Another phrase"
			onBack={back}
			footer={
				<Button
					main
					busy={busy}
					disabled={!counted}
					onClick={() =>
						add(
							() =>
								wallet.keys("keys.addPhrase", {
									phrase: words.join(" "),
									checked: true,
								}),
							() => setTyped(""),
						)
					}
				>
					{counted ? "Add it" : "12, 15, 18, 21 or 24 words"}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					It stands beside what is here, locked by the same password.
				</p>
				<PhraseField
					typed={typed}
					onTyped={(next) => {
						clear();
						setTyped(next);
					}}
					shown={shown}
				/>
				<ShowWords shown={shown} onShown={setShown} />
				<FaultNote fault={fault} title="The phrase was not added." />
			</div>
		</Frame>
	);
};

const Keystore = () => {
	const { wallet } = useShared();
	const [file, setFile] = useState<string | null>(null);
	const [password, setPassword] = useState("");
	const { busy, fault, add, clear } = useAdding();
	const open = () => {
		if (file !== null)
			add(
				() => wallet.keys("keys.addKeystore", { file, password }),
				() => {
					setFile(null);
					setPassword("");
				},
			);
	};
	return (
		<>
			<p>
				A keystore is a small JSON file in which another wallet keeps a key
				under a password.
			</p>
			{isPopup() ? (
				// choosing a file closes the small window
				<Button onClick={() => void openPage("popup.html#add-account/key")}>
					Open a keystore in a tab
				</Button>
			) : (
				<FileButton
					words={{ open: "Choose a keystore file", busy: "Reading it" }}
					most={{ bytes: 20_000, chars: 20_000 }}
					tooLarge="This is too large to be a keystore."
					notTaken="The file was not taken."
					onChoose={() => {
						clear();
						setFile(null);
					}}
					onText={setFile}
				/>
			)}
			{file === null ? null : (
				<>
					<PasswordField
						value={password}
						onValue={(typed) => {
							clear();
							setPassword(typed);
						}}
						onEnter={open}
						note="The one that the file was made with, not yours here. Opening may take half a minute."
					/>
					<FaultNote fault={fault} title="The keystore was not added." />
					<Button main busy={busy} disabled={password === ""} onClick={open}>
						Add its account
					</Button>
				</>
			)}
		</>
	);
};

const AddKey = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, add, clear } = useAdding();
	const digits = typed.trim().replace(/^0x/i, "");
	const isKey = /^[0-9a-fA-F]{64}$/.test(digits);
	return (
		<Frame
			title="Private key"
			onBack={back}
			footer={
				<Button
					main
					busy={busy}
					disabled={!isKey}
					onClick={() =>
						add(
							() => wallet.keys("keys.addKey", { key: typed.trim() }),
							() => setTyped(""),
						)
					}
				>
					{isKey ? "Add its account" : "64 digits are needed"}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					The key of one account. Your recovery phrase does not bring it back:
					keep it on paper too.
				</p>
				<SecretField
					name="Private key"
					typed={typed}
					onTyped={(next) => {
						clear();
						setTyped(next);
					}}
					said={
						digits === "" || isKey
							? "64 digits and letters from a to f, with 0x or without."
							: `${digits.length} of 64 so far.`
					}
				/>
				<FaultNote fault={fault} title="The key was not added." />
				<Keystore />
			</div>
		</Frame>
	);
};

const AddWatch = () => {
	const { wallet } = useShared();
	const [typed, setTyped] = useState("");
	const { busy, fault, add, clear } = useAdding();
	const { address, wrong } = typedAddress(typed);
	const watch = () => {
		if (address !== null) add(() => wallet.keys("keys.addWatch", { address }));
	};
	return (
		<Frame
			title="Watch only"
			onBack={back}
			footer={
				<Button main busy={busy} disabled={address === null} onClick={watch}>
					Watch it
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					You see what an address has, proved like your own. Nothing can be sent
					from it here. Your endpoints learn that you look at it.
				</p>
				<Field
					name="Address"
					value={typed}
					onValue={(next) => {
						clear();
						setTyped(next);
					}}
					mono
					autofocus
					wrong={typed === "" ? null : wrong}
					onEnter={watch}
				/>
				<FaultNote fault={fault} title="The address was not added." />
			</div>
		</Frame>
	);
};

const device = () => import("../device/add.tsx");

/** @param kind what is added: next, find, phrase, key, watch, device */
export const AddAccount = ({ kind }: { readonly kind: string }) => {
	switch (kind) {
		case "find":
			return <FindAccounts />;
		case "phrase":
			return <AddPhrase />;
		case "key":
			return <AddKey />;
		case "watch":
			return <AddWatch />;
		case "device":
			return <Later load={device}>{({ AddDevice }) => <AddDevice />}</Later>;
		default:
			return <AddNext />;
	}
};
