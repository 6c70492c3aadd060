// The popup, and the same screens wide in a tab.

import { useEffect, useState } from "preact/hooks";
import { Approval } from "./approve/approval.tsx";
import { SiteRequest } from "./approve/site.tsx";
import { isPopup, openPage } from "./host.ts";
import { journeyOfOrder } from "./leavable.ts";
import { Arc } from "./parts/arc.tsx";
import { Button } from "./parts/basic.tsx";
import { ConfirmNetwork } from "./parts/confirm-network.tsx";
import { Frame } from "./parts/frame.tsx";
import { Accounts } from "./popup/accounts.tsx";
import { Diagnostics } from "./popup/diagnostics.tsx";
import { hasDraft, useDraftOn } from "./popup/draft.ts";
import { ExitChoose, NoWays } from "./popup/exit-choose.tsx";
import { Leave } from "./popup/exit-list.tsx";
import { Exit } from "./popup/exit-map.tsx";
import { Home } from "./popup/home.tsx";
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
import { start } from "./start.tsx";
import { useShared } from "./wallet.tsx";

const NotSetUp = () => (
	<Frame
		title="Sextant"
		under="not set up yet"
		footer={
			<Button main onClick={() => void openPage("onboarding.html")}>
				Set it up
			</Button>
		}
	>
		<Arc share={0} />
		<p class="lead welcome">
			Sextant checks Ethereum itself and believes nothing it did not check.
		</p>
		<p>
			Four things are needed: a network, endpoints of your choice, a key, and a
			checkpoint to start from. Nothing leaves this device before you have
			chosen the endpoints.
		</p>
	</Frame>
);

/** The engine opens its chains anew after a change of settings, and for a moment it is as if nothing was set up. */
const reopenMs = 3_000;

/** Is everything set up? A wallet that was is not called unfinished for the moment in which it opens anew. */
const useIsSetUp = (): boolean => {
	const { view, status } = useShared();
	// the last endpoint of a kind can be taken off the list at any time: that undoes no setup
	const lacksOne = view.setup === "endpoints" && view.endpoints.length > 0;
	const now = (view.setup === "done" || lacksOne) && status.hasVault;
	const [lately, setLately] = useState(now);
	useEffect(() => {
		if (now) {
			setLately(true);
			return;
		}
		const timer = setTimeout(() => setLately(false), reopenMs);
		return () => clearTimeout(timer);
	}, [now]);
	return now || lately;
};

const Confirming = ({ onDone }: { readonly onDone: () => void }) => (
	<Frame title="Confirm this network" onBack={onDone}>
		<div class="read">
			<ConfirmNetwork onDone={onDone} />
		</div>
	</Frame>
);

const Screen = () => {
	const { view, status } = useShared();
	const { name, arg } = useRoute();
	const home = () => go("home");
	const isSetUp = useIsSetUp();
	useDraftOn(name);
	if (!isSetUp) return <NotSetUp />;
	// The approval asks for the password itself: it says what waits.
	if (
		!status.unlocked &&
		name !== "approve" &&
		name !== "message" &&
		name !== "sync"
	)
		return <Lock />;
	switch (name) {
		case "trail":
			return <Trace key={arg} id={arg} onDone={home} />;
		case "send":
			return <Send />;
		case "receive":
			return <Receive />;
		case "approve":
			return (
				<Approval
					key={arg}
					id={arg}
					onDone={() => {
						const exit = journeyOfOrder(view, { id: arg });
						// It stood in the way of what is typed there.
						if (hasDraft()) go("send");
						else if (exit === undefined) home();
						else go("exit", exit.id);
					}}
				/>
			);
		case "message":
		case "messages":
		case "signed":
			return <MessageScreen key={arg} name={name} id={arg} onDone={home} />;
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
		case "request":
			return <SiteRequest key={arg} id={arg} onDone={home} />;
		case "settings":
			return <Settings />;
		case "endpoints":
			return <EndpointSettings />;
		case "token":
			return <Tokens />;
		case "sites":
			return <Sites />;
		case "diagnostics":
			return <Diagnostics />;
		case "accounts":
			return <Accounts />;
		case "sync":
			return <Sync />;
		case "network":
			return <Confirming onDone={home} />;
		default:
			return <Home />;
	}
};

if (isPopup()) document.documentElement.classList.add("in-popup");
start(<Screen />);
