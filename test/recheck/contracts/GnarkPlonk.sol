// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import "./Bn254.sol";

/// PLONK with committed wires as gnark proves it, over a key that is part of the code. The two openings are checked each by
/// itself. https://eprint.iacr.org/2019/953, section 8.3
abstract contract GnarkPlonk {
    uint256 private constant R = Bn254.R;

    struct Key {
        uint256 size;
        uint256 omega;
        uint256 shift;
        uint256 inputs;
        Bn254.G1 one;
        Bn254.G2 two;
        Bn254.G2 twoTau;
        /// ql, qr, qm, qo, qk
        Bn254.G1[] q;
        Bn254.G1[] s;
        Bn254.G1[] qcp;
        uint256[] rows;
    }

    struct Proof {
        /// of the wires l, r, o
        Bn254.G1[] wires;
        Bn254.G1[] h;
        /// l, r, o, s1, s2 at zeta
        uint256[] at;
        Bn254.G1 z;
        /// z at zeta omega
        uint256 next;
        Bn254.G1 opening;
        Bn254.G1 openingNext;
        uint256[] qcp;
        Bn254.G1[] committed;
    }

    struct Challenges {
        uint256 gamma;
        uint256 beta;
        uint256 alpha;
        uint256 zeta;
        /// zeta^n - 1
        uint256 vanishing;
    }

    function key() internal pure virtual returns (Key memory);

    function Verify(bytes calldata bytesIn, uint256[] calldata inputs) external view returns (bool) {
        Key memory k = key();
        if (inputs.length != k.inputs) return false;
        if (bytesIn.length != 32 * (24 + 3 * k.rows.length)) return false;
        for (uint256 i = 0; i < inputs.length; i++) if (inputs[i] >= R) return false;
        Proof memory p = split(bytesIn, k.rows.length);
        for (uint256 i = 0; i < 5; i++) if (p.at[i] >= R) return false;
        for (uint256 i = 0; i < p.qcp.length; i++) if (p.qcp[i] >= R) return false;
        if (p.next >= R) return false;
        Challenges memory c = challenges(k, p, bytesIn, inputs);
        if (c.vanishing == 0) return false;
        (Bn254.G1 memory line, uint256 value) = linearised(k, p, c, publicPart(k, p, c, inputs));
        if (!opensAtZeta(k, p, c, line, value)) return false;
        return opens(k, p.z, p.next, mulmod(c.zeta, k.omega, R), p.openingNext);
    }

    function wordAt(bytes calldata from, uint256 at) private pure returns (uint256) {
        return uint256(bytes32(from[32 * at:32 * at + 32]));
    }

    function points(bytes calldata from, uint256 at, uint256 count) private pure returns (Bn254.G1[] memory out) {
        out = new Bn254.G1[](count);
        for (uint256 i = 0; i < count; i++)
            out[i] = Bn254.G1(wordAt(from, at + 2 * i), wordAt(from, at + 2 * i + 1));
    }

    function numbers(bytes calldata from, uint256 at, uint256 count) private pure returns (uint256[] memory out) {
        out = new uint256[](count);
        for (uint256 i = 0; i < count; i++) out[i] = wordAt(from, at + i);
    }

    function split(bytes calldata own, uint256 committed) private pure returns (Proof memory p) {
        p.wires = points(own, 0, 3);
        p.h = points(own, 6, 3);
        p.at = numbers(own, 12, 5);
        p.z = points(own, 17, 1)[0];
        p.next = wordAt(own, 19);
        p.opening = points(own, 20, 1)[0];
        p.openingNext = points(own, 22, 1)[0];
        p.qcp = numbers(own, 24, committed);
        p.committed = points(own, 24 + committed, committed);
    }

    function packed(Bn254.G1[] memory all) private pure returns (bytes memory out) {
        for (uint256 i = 0; i < all.length; i++) out = abi.encodePacked(out, all[i].x, all[i].y);
    }

    function challenges(
        Key memory k,
        Proof memory p,
        bytes calldata own,
        uint256[] calldata inputs
    ) private pure returns (Challenges memory c) {
        bytes memory begun = abi.encodePacked("gamma", packed(k.s), packed(k.q), packed(k.qcp), inputs, own[:192]);
        bytes32 hash = sha256(begun);
        c.gamma = uint256(hash) % R;
        hash = sha256(abi.encodePacked("beta", hash));
        c.beta = uint256(hash) % R;
        hash = sha256(abi.encodePacked("alpha", hash, packed(p.committed), p.z.x, p.z.y));
        c.alpha = uint256(hash) % R;
        hash = sha256(abi.encodePacked("zeta", hash, own[192:384]));
        c.zeta = uint256(hash) % R;
        c.vanishing = sub(power(c.zeta, k.size), 1);
    }

    function power(uint256 base, uint256 exponent) private pure returns (uint256 out) {
        out = 1;
        for (; exponent > 0; exponent >>= 1) {
            if (exponent & 1 == 1) out = mulmod(out, base, R);
            base = mulmod(base, base, R);
        }
    }

    function sub(uint256 a, uint256 b) private pure returns (uint256) {
        return addmod(a, R - (b % R), R);
    }

    /// omega^row (zeta^n - 1) / (n (zeta - omega^row))
    function lagrange(Key memory k, Challenges memory c, uint256 row) private pure returns (uint256) {
        uint256 place = power(k.omega, row);
        uint256 below = mulmod(k.size, sub(c.zeta, place), R);
        return mulmod(mulmod(place, c.vanishing, R), power(below, R - 2), R);
    }

    /// The inputs' polynomial at zeta. A committed wire counts as an input that is the hash of its commitment.
    function publicPart(
        Key memory k,
        Proof memory p,
        Challenges memory c,
        uint256[] calldata inputs
    ) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < inputs.length; i++)
            sum = addmod(sum, mulmod(inputs[i], lagrange(k, c, i), R), R);
        for (uint256 i = 0; i < k.rows.length; i++)
            sum = addmod(
                sum,
                mulmod(hashed(p.committed[i]), lagrange(k, c, inputs.length + k.rows[i]), R),
                R
            );
    }

    /// expand_message_xmd to 48 bytes with sha256 (RFC 9380, 5.3.1), modulo r.
    function hashed(Bn254.G1 memory point) private pure returns (uint256) {
        bytes memory end = abi.encodePacked("BSB22-Plonk", uint8(11));
        bytes32 first = sha256(abi.encodePacked(new bytes(64), point.x, point.y, uint16(48), uint8(0), end));
        bytes32 high = sha256(abi.encodePacked(first, uint8(1), end));
        bytes32 low = sha256(abi.encodePacked(first ^ high, uint8(2), end));
        uint256 up = mulmod(uint256(high), 1 << 128, R);
        return addmod(up, uint256(low) >> 128, R);
    }

    /// The linearised polynomial: its commitment, and its value at zeta.
    function linearised(
        Key memory k,
        Proof memory p,
        Challenges memory c,
        uint256 publicAtZeta
    ) private view returns (Bn254.G1 memory line, uint256 value) {
        uint256 a2l = mulmod(mulmod(c.alpha, c.alpha, R), lagrange(k, c, 0), R);
        // (l + beta s1 + gamma) (r + beta s2 + gamma) alpha z(zeta omega)
        uint256 sides = mulmod(
            mulmod(side(p.at[0], p.at[3], c), side(p.at[1], p.at[4], c), R),
            mulmod(c.alpha, p.next, R),
            R
        );
        value = sub(sub(a2l, publicAtZeta), mulmod(sides, addmod(p.at[2], c.gamma, R), R));
        line = Bn254.mul(k.q[0], p.at[0]);
        line = Bn254.addMul(line, k.q[1], p.at[1]);
        line = Bn254.addMul(line, k.q[2], mulmod(p.at[0], p.at[1], R));
        line = Bn254.addMul(line, k.q[3], p.at[2]);
        line = Bn254.add(line, k.q[4]);
        line = Bn254.addMul(line, k.s[2], mulmod(sides, c.beta, R));
        for (uint256 i = 0; i < p.qcp.length; i++) line = Bn254.addMul(line, p.committed[i], p.qcp[i]);
        line = Bn254.addMul(line, p.z, sub(a2l, forZ(k, p, c)));
        uint256 by = sub(0, c.vanishing);
        uint256 step = power(c.zeta, k.size + 2);
        for (uint256 i = 0; i < 3; i++) {
            line = Bn254.addMul(line, p.h[i], by);
            by = mulmod(by, step, R);
        }
    }

    function side(uint256 wire, uint256 at, Challenges memory c) private pure returns (uint256) {
        return addmod(addmod(wire, mulmod(c.beta, at, R), R), c.gamma, R);
    }

    function forZ(Key memory k, Proof memory p, Challenges memory c) private pure returns (uint256 out) {
        uint256 place = c.zeta;
        out = c.alpha;
        for (uint256 i = 0; i < 3; i++) {
            out = mulmod(out, side(p.at[i], place, c), R);
            place = mulmod(place, k.shift, R);
        }
    }

    function opensAtZeta(
        Key memory k,
        Proof memory p,
        Challenges memory c,
        Bn254.G1 memory line,
        uint256 value
    ) private view returns (bool) {
        bytes memory start = abi.encodePacked("gamma", c.zeta, line.x, line.y, packed(p.wires));
        start = abi.encodePacked(start, k.s[0].x, k.s[0].y, k.s[1].x, k.s[1].y, packed(k.qcp), value);
        uint256 v = uint256(sha256(abi.encodePacked(start, p.at, p.qcp, p.next))) % R;
        uint256 by = v;
        Bn254.G1 memory sum = line;
        for (uint256 i = 0; i < 5 + p.qcp.length; i++) {
            Bn254.G1 memory point = i < 3 ? p.wires[i] : i < 5 ? k.s[i - 3] : k.qcp[i - 5];
            uint256 own = i < 5 ? p.at[i] : p.qcp[i - 5];
            sum = Bn254.addMul(sum, point, by);
            value = addmod(value, mulmod(by, own, R), R);
            by = mulmod(by, v, R);
        }
        return opens(k, sum, value, c.zeta, p.opening);
    }

    /// e(commitment - value + at proof, two) = e(proof, twoTau)
    function opens(
        Key memory k,
        Bn254.G1 memory commitment,
        uint256 value,
        uint256 at,
        Bn254.G1 memory proof
    ) private view returns (bool) {
        Bn254.G1[] memory a = new Bn254.G1[](2);
        Bn254.G2[] memory b = new Bn254.G2[](2);
        a[0] = Bn254.addMul(Bn254.addMul(commitment, k.one, sub(0, value)), proof, at);
        b[0] = k.two;
        a[1] = Bn254.negate(proof);
        b[1] = k.twoTau;
        return Bn254.pairing(a, b);
    }
}
