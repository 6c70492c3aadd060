// The step of an exit that is the person's: what stands in its way, and the button that makes it ready.

import type { ExitView } from "../../../src/protocol/exit-views.ts";
import type { OrderView, WalletView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Lapsed } from "../parts/lapsed.tsx";
import { WarnLine } from "../parts/note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork, type Work } from "../wallet.tsx";
import { goesFirst } from "./first.tsx";

/** The order that has to be decided before anything else here. */
export type OrderFirst = {
	readonly order: OrderView;
	/** Is it this journey's own step, or another order of the account? */
	readonly isOwn: boolean;
};

export const orderFirst = (
	view: WalletView,
	exit: ExitView,
): OrderFirst | null => {
	const own = view.orders.find(
		(order) =>
			order.state === "waiting" &&
			exit.stages.some((stage) => stage.order === order.id),
	);
	const order = own ?? goesFirst(view, exit.account, view.network?.chainId);
	return order === undefined ? null : { order, isOwn: own !== undefined };
};

/** The step that is the person's: made ready here, decided on the next screen. */
export const useStep = (id: string) => {
	const { wallet, refresh } = useShared();
	const stepping = useWork();
	const prepare = (stage: string) =>
		void stepping.run(async () => {
			const order = await wallet.engine("exit.step", { id, stage });
			await refresh();
			go("approve", order.id);
		});
	return { stepping, prepare };
};

/** What can be done now: the step, or the order in its way. */
export const NextClick = ({
	click,
	first,
	step: { stepping, prepare },
}: {
	readonly click: NonNullable<ExitView["click"]>;
	readonly first: OrderFirst | null;
	readonly step: ReturnType<typeof useStep>;
}) => {
	const { view } = useShared();
	return (
		<>
			<Button onClick={() => go("home")}>{say().exits.later}</Button>
			{first === null ? (
				<Button
					main
					busy={stepping.busy}
					disabled={view.stopped !== null}
					onClick={() => prepare(click.stage)}
				>
					{stepping.busy
						? say().exits.provingAndSimulatingIt
						: wordsOf(click.label)}
				</Button>
			) : (
				<Button main onClick={() => go("approve", first.order.id)}>
					{first.isOwn
						? say().exits.reviewThisStep
						: say().exits.reviewTheOrderFirst}
				</Button>
			)}
		</>
	);
};

/** What stands in the way of the next step. */
export const InTheWay = ({
	exit: { click },
	first,
	stepping,
}: { readonly exit: ExitView } & {
	readonly first: OrderFirst | null;
	readonly stepping: Work;
}) => {
	const { view } = useShared();
	return (
		<>
			{click !== null && first !== null && !first.isOwn ? (
				<WarnLine mark="wait">
					{say().exits.anotherOrderOfThisAccountIs}
				</WarnLine>
			) : null}
			<FaultNote
				fault={click === null ? null : view.stopped}
				title={say().exits.nothingIsSignedNow}
			/>
			{click?.instead === undefined ? null : (
				<Lapsed fault={click.instead} isMade={first?.isOwn === true} />
			)}
			<FaultNote
				fault={stepping.fault}
				title={say().exits.theStepCouldNotBePrepared}
			/>
		</>
	);
};
