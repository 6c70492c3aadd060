// Beside a number on the first screen: one of few words and a shape. What is proved is quiet; what is not has colour and weight.

import type { BalanceView, GradeView } from "../../../src/protocol/views.ts";
import { GradeShape } from "../parts/icon.tsx";
import { say } from "../say/say.ts";
import { gradeShape } from "../words.ts";
import { loudFrom, weakness } from "./assets.ts";

/** "Final", "Signed – not final yet", "Proposed – not settled on Ethereum yet". */
export const shortGrade = (
	grade: GradeView,
	how: BalanceView["how"] = "slot",
): string => {
	const { grades } = say().home;
	if (grade.who === "claimed") return grades.claimed;
	if (how === "named") return grades.named;
	const root =
		grade.who === "l1"
			? grade.finality === "final"
				? grades.final
				: grades.signed
			: grade.validity === "development"
				? grades.development
				: grade.who === "proposed"
					? grades.proposed
					: grade.validity === "tee"
						? grades.tee
						: grade.validity === "rechecked"
							? grades.rechecked
							: grades.settled;
	const words =
		grade.who !== "l1" && grade.finality !== "final"
			? [root, grades.notFinal]
			: [root];
	return [...words, ...(how === "computed" ? [grades.computed] : [])].join(
		", ",
	);
};

export const ShortGrade = ({
	grade,
	how,
}: {
	readonly grade: GradeView;
	readonly how?: BalanceView["how"];
}) => {
	const loud = weakness(grade, how) >= loudFrom;
	return (
		<span class={loud ? "assured loud" : "assured"}>
			<GradeShape shape={how === "named" ? "empty" : gradeShape(grade)} />
			<span>{shortGrade(grade, how)}</span>
		</span>
	);
};
