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
import { say } from "../say/say.ts";
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
			title={say().accounts.newAccount}
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
					{say().accounts.addAnAccount}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">
					{chosen === undefined
						? say().accounts.thereIsNoRecoveryPhraseIn
						: say().accounts.theNextAccountOfYourRecovery}
				</p>
				<PhraseChoice chosen={chosen} onChoose={setChosen} />
				<FaultNote fault={fault} title={say().accounts.noAccountWasAdded} />
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
			title={say().accounts.anotherPhrase}
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
					{counted ? say().accounts.addIt : say().accounts.n12151821Or24}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{say().accounts.itStandsBesideWhatIsHere}</p>
				<PhraseField
					typed={typed}
					onTyped={(next) => {
						clear();
						setTyped(next);
					}}
					shown={shown}
				/>
				<ShowWords shown={shown} onShown={setShown} />
				<FaultNote fault={fault} title={say().accounts.thePhraseWasNotAdded} />
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
			<p>{say().accounts.aKeystoreIsASmallJson}</p>
			{isPopup() ? (
				// choosing a file closes the small window
				<Button onClick={() => void openPage("popup.html#add-account/key")}>
					{say().accounts.openAKeystoreInATab}
				</Button>
			) : (
				<FileButton
					words={{
						open: say().accounts.chooseAKeystoreFile,
						busy: say().accounts.readingIt,
					}}
					most={{ bytes: 20_000, chars: 20_000 }}
					tooLarge={say().accounts.thisIsTooLargeToBe}
					notTaken={say().accounts.theFileWasNotTaken}
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
						note={say().accounts.theOneThatTheFileWas}
					/>
					<FaultNote
						fault={fault}
						title={say().accounts.theKeystoreWasNotAdded}
					/>
					<Button main busy={busy} disabled={password === ""} onClick={open}>
						{say().accounts.addItsAccount}
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
			title={say().accounts.privateKey}
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
					{isKey
						? say().accounts.addItsAccount
						: say().accounts.n64DigitsAreNeeded}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{say().accounts.theKeyOfOneAccountYour}</p>
				<SecretField
					name={say().accounts.privateKey}
					typed={typed}
					onTyped={(next) => {
						clear();
						setTyped(next);
					}}
					said={
						digits === "" || isKey
							? say().accounts.n64DigitsAndLettersFromA
							: say().accounts.of64SoFar(digits.length)
					}
				/>
				<FaultNote fault={fault} title={say().accounts.theKeyWasNotAdded} />
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
			title={say().accounts.watchOnly}
			onBack={back}
			footer={
				<Button main busy={busy} disabled={address === null} onClick={watch}>
					{say().accounts.watchIt}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{say().accounts.youSeeWhatAnAddressHas}</p>
				<Field
					name={say().accounts.address}
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
				<FaultNote fault={fault} title={say().accounts.theAddressWasNotAdded} />
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
