// One order, read in the order a careful person asks. All that is drawn as fact is what the signer verified and says; what only
// the engine knows stands apart. Closing the window decides nothing.

import { useState } from "preact/hooks";
import type {
	CallApproval,
	ReadApproval,
} from "../../../src/protocol/call-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { InBatch } from "../batch/rows.tsx";
import { DeviceStage } from "../device/stage.tsx";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { Trace } from "../popup/trace.tsx";
import { SafeActing } from "../safe/acts.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { CallAllows, CallAsks, CallForetold, CallLeaves } from "./call.tsx";
import { ClearSays } from "./clear.tsx";
import { deedWords, differences } from "./compare.ts";
import { DelegationSays } from "./delegation.tsx";
import { Changed, Mismatch } from "./differ.tsx";
import { EnginesWord } from "./engine.tsx";
import { useEngineNames } from "./engine-amount.tsx";
import {
	ExitContract,
	ExitLater,
	ExitMoves,
	ExitSays,
	LeaveSays,
} from "./exit.tsx";
import { FromAccount } from "./from.tsx";
import { Gone } from "./gone.tsx";
import {
	type OfferedOrder,
	type OrderDecision,
	openTo,
	useOffered,
	useOrderDecision,
} from "./offer.ts";
import {
	deviceOf,
	deviceTerms,
	GoOnInTab,
	mustLeavePopup,
	OrderOnDevice,
} from "./on-device.tsx";
import { OrderForm } from "./order-form.tsx";
import { Decided, NotDecided } from "./outcome.tsx";
import { CallAmount } from "./own-amount.tsx";
import {
	Cost,
	Later,
	Moves,
	Replaced,
	Rests,
	Unknowns,
	WhoAsks,
} from "./sections.tsx";
import {
	BlockAsker,
	NoButton,
	type OfferedOrderProps,
	Unread,
} from "./unread.tsx";
import { useGuard } from "./use-guard.ts";
import type { Waiting } from "./waits.tsx";

/** What a call does, in its two boxes. */
const CallMoves = ({
	approval,
	call,
}: {
	readonly approval: ApprovalView;
	readonly call: CallApproval;
}) => {
	const named = useEngineNames(approval.chainId);
	const shown = { approval, call, named };
	return (
		<>
			{call.safe === undefined ? null : (
				<>
					{call.safe.outer !== undefined && call.safe.isLater !== true ? (
						<WarnLine mark="wait">
							<span>{say().safe.nestedStays}</span>
						</WarnLine>
					) : null}
					{call.safe.isLater === true ? (
						<WarnLine mark="wait">
							<span>
								{call.safe.outer === undefined
									? say().safe.agreesOnChain
									: say().safe.agreesNestedOnChain}
							</span>
						</WarnLine>
					) : null}
					<SafeActing
						acts={call.safe}
						coin={approval.chain}
						isOrder={call.safe.isLater !== true}
					/>
				</>
			)}
			<ClearSays
				clear={call.clear}
				coin={approval.chain}
				from={(call.safe?.outer ?? call.safe)?.safe.address ?? approval.from}
				isMine={call.safe === undefined}
				named={named}
			/>
			<CallAsks {...shown} />
			<CallLeaves {...shown} />
			<CallForetold {...shown} />
			{call.safe?.isLater === true || call.safe?.outer !== undefined ? null : (
				// it is said above what it allows: that the Safe does this
				<CallAllows call={call} named={named} />
			)}
			<CallAmount approval={approval} call={call} />
		</>
	);
};

/** What a call does that was not run: what it says itself. */
const ReadMoves = ({
	approval,
	call,
}: {
	readonly approval: ApprovalView;
	readonly call: ReadApproval;
}) => {
	const named = useEngineNames(approval.chainId);
	const shown = { approval, call, named };
	const { leaves } = approval.onRollup ?? {};
	return (
		<>
			{leaves === undefined ? null : <LeaveSays says={leaves} />}
			<CallAsks {...shown} />
			<CallLeaves {...shown} />
			<CallAllows call={call} named={named} />
		</>
	);
};

/** What the signer read, section by section. */
const Reading = ({ approval }: { readonly approval: ApprovalView }) => (
	<>
		<WhoAsks approval={approval} />
		<Replaced approval={approval} />
		<FromAccount approval={approval} />
		<OrderOnDevice approval={approval} />
		{approval.call !== undefined ? (
			<CallMoves approval={approval} call={approval.call} />
		) : approval.onRollup?.call !== undefined ? (
			<ReadMoves approval={approval} call={approval.onRollup.call} />
		) : approval.delegation !== undefined ? (
			<DelegationSays delegation={approval.delegation} />
		) : approval.exit === null ? (
			<>
				<Moves approval={approval} />
				<Later approval={approval} />
			</>
		) : (
			<>
				<ExitSays exit={approval.exit} />
				<ExitMoves approval={approval} exit={approval.exit} />
				<ExitLater />
			</>
		)}
		<Cost approval={approval} />
		<OrderForm approval={approval} />
		{approval.exit === null ? null : <ExitContract exit={approval.exit} />}
		<Rests approval={approval} />
		<Unknowns approval={approval} />
	</>
);

/** The order and the two buttons. */
const YesOrNo = ({
	approval,
	count,
	onTrace,
	onDone,
	...shown
}: OfferedOrderProps &
	Waiting & {
		readonly approval: ApprovalView;
		readonly onTrace: (id: string) => void;
	}) => {
	const { view, status } = useShared();
	const { offered, decision, guard } = shown;
	const { order, first, chain } = offered;
	return (
		<Frame
			title={`${deedWords(approval)}?`}
			under={count ?? chain}
			// Back to the map decides nothing; the step waits there.
			onBack={approval.exit === null ? undefined : onDone}
			footer={
				<>
					<NoButton words={say().approval.refuse} {...shown} />
					{mustLeavePopup(deviceOf(status, approval.from)) ? (
						<GoOnInTab route={`approve/${approval.id}`} />
					) : (
						<Button
							main
							busy={decision.isBusy}
							disabled={!guard.isOpen || view.stopped !== null}
							onClick={() => {
								if (guard.takes()) decision.decide(approval);
							}}
						>
							{decision.deciding.busy
								? say().approval.checkingAgainSigning
								: deedWords(approval)}
						</Button>
					)}
				</>
			}
		>
			<div class="read approval">
				<FaultNote
					fault={view.stopped}
					title={say().approval.nothingIsSignedNow}
				/>
				{first === undefined ? null : <Changed before={first} now={approval} />}
				<InBatch id={approval.id} />
				<Reading approval={approval} />
				{order === undefined ? null : (
					<EnginesWord approval={approval} order={order} onTrace={onTrace} />
				)}
				<BlockAsker {...shown} />
			</div>
		</Frame>
	);
};

/** Neither by the person here nor by a rule: its page is closed, or it was decided elsewhere. */
const isGone = (
	{ order, isAnswered }: OfferedOrder,
	{ decided, deciding }: OrderDecision,
): boolean =>
	order === undefined
		? isAnswered
		: order.state === "refused" &&
			order.fault === null &&
			decided === null &&
			!deciding.busy;

export const Approval = ({
	id,
	count,
	more,
	onDone,
}: Waiting & { readonly id: string }) => {
	const { status } = useShared();
	const offered = useOffered(id);
	const decision = useOrderDecision(offered, onDone);
	const [trace, setTrace] = useState<string | null>(null);
	const { order, approval, chain } = offered;
	const open = openTo(offered, decision, status.unlocked);
	const guard = useGuard(
		open === "asked" && trace === null && approval !== undefined
			? `${id} ${approval.order} ${approval.shown}`
			: open === "stuck"
				? `${id} unread`
				: null,
	);

	if (trace !== null)
		return (
			<Trace
				id={trace}
				note={say().approval.thisIsHowTheEngineTells}
				onDone={() => setTrace(null)}
			/>
		);
	if (
		decision.device !== null &&
		approval !== undefined &&
		order?.state === "waiting" &&
		differences(order, approval).length === 0
	)
		return (
			<DeviceStage
				key={decision.device.asked.kind}
				request={decision.device}
				terms={deviceTerms(decision.device, approval)}
				busy={decision.deciding.busy}
				fault={decision.deciding.fault}
				onSigned={(signature) => decision.decide(approval, signature)}
				onBack={decision.leaveDevice}
			/>
		);
	if (decision.deciding.fault !== null && order?.state === "waiting")
		return (
			<NotDecided
				{...offered}
				order={order}
				decision={decision}
				onDone={onDone}
			/>
		);
	if (isGone(offered, decision))
		return <Gone what="order" count={count} onDone={onDone} />;
	if (
		order !== undefined &&
		(decision.decided === "yes" || order.state !== "waiting")
	)
		return <Decided order={order} chain={chain} more={more} onDone={onDone} />;
	const shown = { offered, decision, guard, count, onDone };
	if (!status.unlocked || approval === undefined) return <Unread {...shown} />;
	if (differences(order, approval).length > 0)
		return (
			<Mismatch
				approval={approval}
				order={order}
				onRefuse={() => decision.decide(null)}
			/>
		);
	return <YesOrNo {...shown} approval={approval} onTrace={setTrace} />;
};
