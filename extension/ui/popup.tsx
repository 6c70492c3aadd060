// The popup, and the same screens wide in a tab.

import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { isHex } from "../../src/base/bytes.ts";
import { AddAccount } from "./accounts/add.tsx";
import { BackupScreen } from "./accounts/backup.tsx";
import { ForgotScreen } from "./accounts/forgot.tsx";
import { Accounts } from "./accounts/list.tsx";
import { OneAccount } from "./accounts/one.tsx";
import { PasskeyScreen } from "./accounts/passkey.tsx";
import { PasswordScreen } from "./accounts/password.tsx";
import { KeyScreen, PhraseScreen } from "./accounts/secret.tsx";
import { ActivityScreen, aboutActivity } from "./activity/screens.tsx";
import { BatchScreen } from "./batch/screen.tsx";
import { Contacts } from "./home/contacts.tsx";
import { Status } from "./home/status.tsx";
import { isPopup, openPage } from "./host.ts";
import { Arc } from "./parts/arc.tsx";
import { Button } from "./parts/basic.tsx";
import { ConfirmNetwork } from "./parts/confirm-network.tsx";
import { Frame, Opening } from "./parts/frame.tsx";
import { HiddenHere } from "./parts/hidden.tsx";
import { Activity } from "./popup/activity.tsx";
import { Deciding } from "./popup/deciding.tsx";
import { Delegation } from "./popup/delegation.tsx";
import { Diagnostics } from "./popup/diagnostics.tsx";
import { useDraftOn } from "./popup/draft.ts";
import { ExitChoose, NoWays } from "./popup/exit-choose.tsx";
import { Leave } from "./popup/exit-list.tsx";
import { Exit } from "./popup/exit-map.tsx";
import { Home } from "./popup/home.tsx";
import { Layer, Layers } from "./popup/layer.tsx";
import { Liveness } from "./popup/liveness.tsx";
import { Lock } from "./popup/lock.tsx";
import { MessageScreen } from "./popup/messages.tsx";
import { Order, Orders } from "./popup/order.tsx";
import { ProofFailure } from "./popup/proof-failure.tsx";
import { Receive } from "./popup/receive.tsx";
import { Send } from "./popup/send.tsx";
import { EndpointSettings, Settings } from "./popup/settings.tsx";
import { Sites } from "./popup/sites.tsx";
import { Sync } from "./popup/sync.tsx";
import { Tokens } from "./popup/tokens.tsx";
import { Trace } from "./popup/trace.tsx";
import { go, useRoute } from "./route.ts";
import { aboutSafes, Safes } from "./safe/lazy.tsx";
import { say } from "./say/say.ts";
import { start } from "./start.tsx";
import { useShared } from "./wallet.tsx";

const NotSetUp = () => (
	<Frame
		title="Sextant"
		under={say().fields.notSetUpYet}
		footer={
			<Button main onClick={() => void openPage("onboarding.html")}>
				{say().fields.setItUp}
			</Button>
		}
	>
		<Arc share={0} />
		<p class="lead welcome">{say().fields.sextantChecksEthereumItselfAnd}</p>
		<p>{say().fields.fourThingsAreNeededANetwork}</p>
	</Frame>
);

/** Is everything set up? While the engine opens its chains anew that is not known, and it stays what it was. */
const useIsSetUp = (): boolean | null => {
	const { view, status } = useShared();
	// the last endpoint of a kind can be taken off the list at any time: that undoes no setup
	const lacksOne = view.setup === "endpoints" && view.endpoints.length > 0;
	const now = (view.setup === "done" || lacksOne) && status.hasVault;
	const known = useRef<boolean | null>(null);
	if (now || view.opening !== true) known.current = now;
	return known.current;
};

const Confirming = ({ onDone }: { readonly onDone: () => void }) => (
	<Frame title={say().fields.confirmThisNetwork} onBack={onDone}>
		<div class="read">
			<ConfirmNetwork onDone={onDone} />
		</div>
	</Frame>
);
/** Pages that are all about amounts. */
const aboutAmounts: readonly string[] = [
	"trail",
	"exit",
	"leave",
	"order",
	"batch",
	"allowances",
	"safe-send",
	"safe-tx",
];

const aboutAccounts: readonly string[] = [
	"accounts",
	"account",
	"add-account",
	"password",
	"phrase",
	"key",
	"backup",
	"passkeys",
	"delegation",
];

/** The screens of one account, phrase or kind, by what stands behind the name. */
const AccountScreen = ({
	name,
	arg,
}: {
	readonly name: string;
	readonly arg: string;
}) => {
	if (name === "add-account") return <AddAccount key={arg} kind={arg} />;
	if (name === "password") return <PasswordScreen />;
	if (name === "passkeys") return <PasskeyScreen />;
	if (name === "delegation") return <Delegation />;
	if (name === "account" && isHex(arg, 20))
		return <OneAccount key={arg} address={arg} />;
	if (name === "key" && isHex(arg, 20))
		return <KeyScreen key={arg} address={arg} />;
	if (name === "phrase" && isHex(arg, 8))
		return <PhraseScreen key={arg} id={arg} />;
	if (name === "backup" && isHex(arg, 8))
		return <BackupScreen key={arg} id={arg} />;
	return <Accounts />;
};

/** Screens that need nothing to be named beside them. */
const plainScreens: ReadonlyMap<string, ComponentType> = new Map<
	string,
	ComponentType
>([
	["activity", Activity],
	["contacts", Contacts],
	["diagnostics", Diagnostics],
	["layers", Layers],
	["sites", Sites],
	["status", Status],
	["sync", Sync],
]);

const Screen = () => {
	const { view, status } = useShared();
	const { name, arg } = useRoute();
	const home = () => go("home");
	const isSetUp = useIsSetUp();
	useDraftOn(name);
	if (isSetUp === null) return <Opening lost={null} />;
	if (!isSetUp) return <NotSetUp />;
	if (name === "forgot" && !status.unlocked) return <ForgotScreen />;
	// The approval asks for the password itself: it says what waits.
	if (
		!status.unlocked &&
		name !== "approve" &&
		name !== "message" &&
		name !== "sync"
	)
		return <Lock />;
	if (view.amountsHidden === true && aboutAmounts.includes(name))
		return <HiddenHere />;
	if (aboutSafes.includes(name)) return <Safes name={name} arg={arg} />;
	if (aboutAccounts.includes(name))
		return <AccountScreen name={name} arg={arg} />;
	if (aboutActivity.includes(name)) return <ActivityScreen name={name} />;
	switch (name) {
		case "trail":
			return <Trace key={arg} id={arg} onDone={home} />;
		case "send":
			return <Send />;
		case "receive":
			return <Receive />;
		case "approve":
		case "message":
		case "request":
			return <Deciding name={name} arg={arg} />;
		case "messages":
		case "signed":
			return <MessageScreen key={arg} name={name} id={arg} />;
		case "order":
			return <Order key={arg} id={arg} />;
		case "orders":
			return <Orders />;
		case "leave":
			return arg === "" ? (
				<Leave />
			) : /^[0-9]+$/.test(arg) ? (
				<ExitChoose key={arg} chainId={Number(arg)} />
			) : (
				<NoWays key={arg} name={arg} />
			);
		case "exit":
			return <Exit key={arg} id={arg} />;
		case "alive":
			return <Liveness key={arg} chain={arg} />;
		case "halt":
			return <ProofFailure key={arg} chainId={Number(arg)} />;
		case "batch":
			return <BatchScreen key={arg} id={arg} />;
		case "layer":
			return <Layer key={arg} chainId={Number(arg)} />;
		case "settings":
			return <Settings />;
		case "endpoints":
			return <EndpointSettings />;
		case "token":
			return <Tokens />;
		case "network":
			return <Confirming onDone={home} />;
		default: {
			const Plain = plainScreens.get(name) ?? Home;
			return <Plain />;
		}
	}
};

if (isPopup()) document.documentElement.classList.add("in-popup");
start(<Screen />);
