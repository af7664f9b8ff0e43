// SPDX-License-Identifier: BSL-1.0
// Written by sympy_code.py.
#include <math.h>

void by_hand_bell(float const* restrict x, float* restrict result) {
  float const t0 = expf(2*(x[0])*(x[0]));
  result[0] = t0;
  result[1] = 4*t0*x[0];
}

void by_hand_arm(float const* restrict x, float* restrict result) {
  float const t0 = x[0] + x[1];
  float const t1 = t0 + x[2];
  float const t2 = x[5]*cosf(t1);
  float const t3 = t2 + x[4]*cosf(t0);
  float const t4 = t3 + x[3]*cosf(x[0]);
  float const t5 = x[5]*sinf(t1);
  float const t6 = t5 + x[4]*sinf(t0);
  float const t7 = t6 + x[3]*sinf(x[0]);
  result[0] = t4;
  result[1] = t7;
  result[2] = -t7;
  result[3] = -t6;
  result[4] = -t5;
  result[5] = t4;
  result[6] = t3;
  result[7] = t2;
}

void by_hand_accelerometer(float const* restrict x, float* restrict result) {
  float const t0 = 2*x[4];
  float const t1 = t0*x[2];
  float const t2 = -t1;
  float const t3 = t0*x[3];
  float const t4 = t0*x[0];
  float const t5 = t0*x[1];
  result[0] = t0*(-x[0]*x[2] + x[1]*x[3]);
  result[1] = t0*(x[0]*x[1] + x[2]*x[3]);
  result[2] = x[4]*((x[0])*(x[0]) - (x[1])*(x[1]) - (x[2])*(x[2]) + (x[3])*(x[3]));
  result[3] = t2;
  result[4] = t3;
  result[5] = -t4;
  result[6] = t5;
  result[7] = t5;
  result[8] = t4;
  result[9] = t3;
  result[10] = t1;
  result[11] = t4;
  result[12] = -t5;
  result[13] = t2;
  result[14] = t3;
}

void by_hand_vehicle(float const* restrict x, float* restrict result) {
  float const t0 = x[6]*cosf(x[2]);
  float const t1 = t0*x[3];
  float const t2 = x[6]*sinf(x[2]);
  float const t3 = t2*x[3];
  result[0] = t1 + x[0];
  result[1] = t3 + x[1];
  result[2] = x[2] + x[4]*x[6];
  result[3] = x[3] + x[5]*x[6];
  result[4] = x[4];
  result[5] = x[5];
  result[6] = 1;
  result[7] = 0;
  result[8] = -t3;
  result[9] = t0;
  result[10] = 0;
  result[11] = 0;
  result[12] = 0;
  result[13] = 1;
  result[14] = t1;
  result[15] = t2;
  result[16] = 0;
  result[17] = 0;
  result[18] = 0;
  result[19] = 0;
  result[20] = 1;
  result[21] = 0;
  result[22] = x[6];
  result[23] = 0;
  result[24] = 0;
  result[25] = 0;
  result[26] = 0;
  result[27] = 1;
  result[28] = 0;
  result[29] = x[6];
  result[30] = 0;
  result[31] = 0;
  result[32] = 0;
  result[33] = 0;
  result[34] = 1;
  result[35] = 0;
  result[36] = 0;
  result[37] = 0;
  result[38] = 0;
  result[39] = 0;
  result[40] = 0;
  result[41] = 1;
}

void by_hand_covariance(float const* restrict x, float* restrict result) {
  float const t0 = cosf(x[2]);
  float const t1 = x[3]*x[6];
  float const t2 = t0*t1;
  float const t3 = sinf(x[2]);
  float const t4 = t1*t3;
  float const t5 = t0*x[6];
  float const t6 = -t4*x[22] + t5*x[28] + x[10];
  float const t7 = -t4*x[21] + t5*x[27] + x[9];
  float const t8 = t3*x[6];
  float const t9 = -t4*x[23] + t5*x[29] + x[11];
  float const t10 = -t4*x[24] + t5*x[30] + x[12];
  float const t11 = t2*x[22] + t8*x[28] + x[16];
  float const t12 = t2*x[21] + t8*x[27] + x[15];
  float const t13 = t2*x[23] + t8*x[29] + x[17];
  float const t14 = t2*x[24] + t8*x[30] + x[18];
  float const t15 = x[34]*x[6];
  float const t16 = t15 + x[22];
  float const t17 = x[33]*x[6];
  float const t18 = t17 + x[21];
  float const t19 = x[35]*x[6];
  float const t20 = t19 + x[23];
  float const t21 = x[36]*x[6];
  float const t22 = t21 + x[24];
  float const t23 = x[40]*x[6];
  float const t24 = t23 + x[28];
  float const t25 = x[39]*x[6];
  float const t26 = t25 + x[27];
  float const t27 = x[41]*x[6];
  float const t28 = t27 + x[29];
  float const t29 = x[42]*x[6];
  float const t30 = t29 + x[30];
  float const t31 = t17*x[3];
  float const t32 = t25*x[3];
  result[0] = t2 + x[0];
  result[1] = t4 + x[1];
  result[2] = x[2] + x[4]*x[6];
  result[3] = x[3] + x[5]*x[6];
  result[4] = x[4];
  result[5] = x[5];
  result[6] = -t4*t7 - t4*x[19] + t5*t6 + t5*x[25] + x[7];
  result[7] = t2*t7 - t4*x[20] + t5*x[26] + t6*t8 + x[8];
  result[8] = t7 + t9*x[6];
  result[9] = t10*x[6] + t6;
  result[10] = t9;
  result[11] = t10;
  result[12] = t11*t5 - t12*t4 + t2*x[19] + t8*x[25] + x[13];
  result[13] = t11*t8 + t12*t2 + t2*x[20] + t8*x[26] + x[14];
  result[14] = t12 + t13*x[6];
  result[15] = t11 + t14*x[6];
  result[16] = t13;
  result[17] = t14;
  result[18] = t16*t5 - t18*t4 + x[19] + x[31]*x[6];
  result[19] = t16*t8 + t18*t2 + x[20] + x[32]*x[6];
  result[20] = t18 + t20*x[6];
  result[21] = t16 + t22*x[6];
  result[22] = t20;
  result[23] = t22;
  result[24] = t24*t5 - t26*t4 + x[25] + x[37]*x[6];
  result[25] = t2*t26 + t24*t8 + x[26] + x[38]*x[6];
  result[26] = t26 + t28*x[6];
  result[27] = t24 + t30*x[6];
  result[28] = t28;
  result[29] = t30;
  result[30] = t0*t15 - t3*t31 + x[31];
  result[31] = t0*t31 + t15*t3 + x[32];
  result[32] = t19 + x[33];
  result[33] = t21 + x[34];
  result[34] = x[35];
  result[35] = x[36];
  result[36] = t0*t23 - t3*t32 + x[37];
  result[37] = t0*t32 + t23*t3 + x[38];
  result[38] = t27 + x[39];
  result[39] = t29 + x[40];
  result[40] = x[41];
  result[41] = x[42];
}

void by_hand_network(float const* restrict x, float* restrict result) {
  float const t0 = x[131]*x[6] + x[132]*x[22] + x[133]*x[38] + x[134]*x[54] + x[70];
  float const t1 = t0 > 0;
  float const t2 = ((t1) ? (
   t0
)
: (
   0
));
  float const t3 = t2*x[100];
  float const t4 = x[131]*x[7] + x[132]*x[23] + x[133]*x[39] + x[134]*x[55] + x[71];
  float const t5 = t4 > 0;
  float const t6 = ((t5) ? (
   t4
)
: (
   0
));
  float const t7 = t6*x[103];
  float const t8 = x[131]*x[8] + x[132]*x[24] + x[133]*x[40] + x[134]*x[56] + x[72];
  float const t9 = t8 > 0;
  float const t10 = ((t9) ? (
   t8
)
: (
   0
));
  float const t11 = t10*x[106];
  float const t12 = x[131]*x[9] + x[132]*x[25] + x[133]*x[41] + x[134]*x[57] + x[73];
  float const t13 = t12 > 0;
  float const t14 = ((t13) ? (
   t12
)
: (
   0
));
  float const t15 = t14*x[109];
  float const t16 = x[10]*x[131] + x[132]*x[26] + x[133]*x[42] + x[134]*x[58] + x[74];
  float const t17 = t16 > 0;
  float const t18 = ((t17) ? (
   t16
)
: (
   0
));
  float const t19 = t18*x[112];
  float const t20 = x[11]*x[131] + x[132]*x[27] + x[133]*x[43] + x[134]*x[59] + x[75];
  float const t21 = t20 > 0;
  float const t22 = ((t21) ? (
   t20
)
: (
   0
));
  float const t23 = t22*x[115];
  float const t24 = x[12]*x[131] + x[132]*x[28] + x[133]*x[44] + x[134]*x[60] + x[76];
  float const t25 = t24 > 0;
  float const t26 = ((t25) ? (
   t24
)
: (
   0
));
  float const t27 = t26*x[118];
  float const t28 = x[131]*x[13] + x[132]*x[29] + x[133]*x[45] + x[134]*x[61] + x[77];
  float const t29 = t28 > 0;
  float const t30 = ((t29) ? (
   t28
)
: (
   0
));
  float const t31 = t30*x[121];
  float const t32 = x[131]*x[14] + x[132]*x[30] + x[133]*x[46] + x[134]*x[62] + x[78];
  float const t33 = t32 > 0;
  float const t34 = ((t33) ? (
   t32
)
: (
   0
));
  float const t35 = t34*x[124];
  float const t36 = x[131]*x[15] + x[132]*x[31] + x[133]*x[47] + x[134]*x[63] + x[79];
  float const t37 = t36 > 0;
  float const t38 = ((t37) ? (
   t36
)
: (
   0
));
  float const t39 = t38*x[127];
  float const t40 = x[0]*x[131] + x[132]*x[16] + x[133]*x[32] + x[134]*x[48] + x[64];
  float const t41 = t40 > 0;
  float const t42 = ((t41) ? (
   t40
)
: (
   0
));
  float const t43 = t42*x[82];
  float const t44 = x[131]*x[1] + x[132]*x[17] + x[133]*x[33] + x[134]*x[49] + x[65];
  float const t45 = t44 > 0;
  float const t46 = ((t45) ? (
   t44
)
: (
   0
));
  float const t47 = t46*x[85];
  float const t48 = x[131]*x[2] + x[132]*x[18] + x[133]*x[34] + x[134]*x[50] + x[66];
  float const t49 = t48 > 0;
  float const t50 = ((t49) ? (
   t48
)
: (
   0
));
  float const t51 = t50*x[88];
  float const t52 = x[131]*x[3] + x[132]*x[19] + x[133]*x[35] + x[134]*x[51] + x[67];
  float const t53 = t52 > 0;
  float const t54 = ((t53) ? (
   t52
)
: (
   0
));
  float const t55 = t54*x[91];
  float const t56 = x[131]*x[4] + x[132]*x[20] + x[133]*x[36] + x[134]*x[52] + x[68];
  float const t57 = t56 > 0;
  float const t58 = ((t57) ? (
   t56
)
: (
   0
));
  float const t59 = t58*x[94];
  float const t60 = x[131]*x[5] + x[132]*x[21] + x[133]*x[37] + x[134]*x[53] + x[69];
  float const t61 = t60 > 0;
  float const t62 = ((t61) ? (
   t60
)
: (
   0
));
  float const t63 = t62*x[97];
  float const t64 = t11 + t15 + t19 + t23 + t27 + t3 + t31 + t35 + t39 + t43 + t47 + t51 + t55 + t59 + t63 + t7 + x[130] - x[137];
  float const t65 = t6*x[101];
  float const t66 = t10*x[104];
  float const t67 = t14*x[107];
  float const t68 = t18*x[110];
  float const t69 = t22*x[113];
  float const t70 = t26*x[116];
  float const t71 = t30*x[119];
  float const t72 = t34*x[122];
  float const t73 = t38*x[125];
  float const t74 = t42*x[80];
  float const t75 = t46*x[83];
  float const t76 = t50*x[86];
  float const t77 = t54*x[89];
  float const t78 = t58*x[92];
  float const t79 = t62*x[95];
  float const t80 = t2*x[98];
  float const t81 = t65 + t66 + t67 + t68 + t69 + t70 + t71 + t72 + t73 + t74 + t75 + t76 + t77 + t78 + t79 + t80 + x[128] - x[135];
  float const t82 = t6*x[102];
  float const t83 = t10*x[105];
  float const t84 = t14*x[108];
  float const t85 = t18*x[111];
  float const t86 = t22*x[114];
  float const t87 = t26*x[117];
  float const t88 = t30*x[120];
  float const t89 = t34*x[123];
  float const t90 = t38*x[126];
  float const t91 = t42*x[81];
  float const t92 = t46*x[84];
  float const t93 = t50*x[87];
  float const t94 = t54*x[90];
  float const t95 = t58*x[93];
  float const t96 = t62*x[96];
  float const t97 = t2*x[99];
  float const t98 = t82 + t83 + t84 + t85 + t86 + t87 + t88 + t89 + t90 + t91 + t92 + t93 + t94 + t95 + t96 + t97 + x[129] - x[136];
  float const t99 = 2*((t41) ? (
   x[131]
)
: (
   0
));
  float const t100 = t81*x[80];
  float const t101 = t98*x[81];
  float const t102 = t64*x[82];
  float const t103 = 2*((t45) ? (
   x[131]
)
: (
   0
));
  float const t104 = t81*x[83];
  float const t105 = t98*x[84];
  float const t106 = t64*x[85];
  float const t107 = 2*((t49) ? (
   x[131]
)
: (
   0
));
  float const t108 = t81*x[86];
  float const t109 = t98*x[87];
  float const t110 = t64*x[88];
  float const t111 = 2*((t53) ? (
   x[131]
)
: (
   0
));
  float const t112 = t81*x[89];
  float const t113 = t98*x[90];
  float const t114 = t64*x[91];
  float const t115 = 2*((t57) ? (
   x[131]
)
: (
   0
));
  float const t116 = t81*x[92];
  float const t117 = t98*x[93];
  float const t118 = t64*x[94];
  float const t119 = 2*((t61) ? (
   x[131]
)
: (
   0
));
  float const t120 = t81*x[95];
  float const t121 = t98*x[96];
  float const t122 = t64*x[97];
  float const t123 = 2*((t1) ? (
   x[131]
)
: (
   0
));
  float const t124 = t64*x[100];
  float const t125 = t81*x[98];
  float const t126 = t98*x[99];
  float const t127 = 2*((t5) ? (
   x[131]
)
: (
   0
));
  float const t128 = t81*x[101];
  float const t129 = t98*x[102];
  float const t130 = t64*x[103];
  float const t131 = 2*((t9) ? (
   x[131]
)
: (
   0
));
  float const t132 = t81*x[104];
  float const t133 = t98*x[105];
  float const t134 = t64*x[106];
  float const t135 = 2*((t13) ? (
   x[131]
)
: (
   0
));
  float const t136 = t81*x[107];
  float const t137 = t98*x[108];
  float const t138 = t64*x[109];
  float const t139 = 2*((t17) ? (
   x[131]
)
: (
   0
));
  float const t140 = t81*x[110];
  float const t141 = t98*x[111];
  float const t142 = t64*x[112];
  float const t143 = 2*((t21) ? (
   x[131]
)
: (
   0
));
  float const t144 = t81*x[113];
  float const t145 = t98*x[114];
  float const t146 = t64*x[115];
  float const t147 = 2*((t25) ? (
   x[131]
)
: (
   0
));
  float const t148 = t81*x[116];
  float const t149 = t98*x[117];
  float const t150 = t64*x[118];
  float const t151 = 2*((t29) ? (
   x[131]
)
: (
   0
));
  float const t152 = t81*x[119];
  float const t153 = t98*x[120];
  float const t154 = t64*x[121];
  float const t155 = 2*((t33) ? (
   x[131]
)
: (
   0
));
  float const t156 = t81*x[122];
  float const t157 = t98*x[123];
  float const t158 = t64*x[124];
  float const t159 = 2*((t37) ? (
   x[131]
)
: (
   0
));
  float const t160 = t81*x[125];
  float const t161 = t98*x[126];
  float const t162 = t64*x[127];
  float const t163 = 2*((t41) ? (
   x[132]
)
: (
   0
));
  float const t164 = 2*((t45) ? (
   x[132]
)
: (
   0
));
  float const t165 = 2*((t49) ? (
   x[132]
)
: (
   0
));
  float const t166 = 2*((t53) ? (
   x[132]
)
: (
   0
));
  float const t167 = 2*((t57) ? (
   x[132]
)
: (
   0
));
  float const t168 = 2*((t61) ? (
   x[132]
)
: (
   0
));
  float const t169 = 2*((t1) ? (
   x[132]
)
: (
   0
));
  float const t170 = 2*((t5) ? (
   x[132]
)
: (
   0
));
  float const t171 = 2*((t9) ? (
   x[132]
)
: (
   0
));
  float const t172 = 2*((t13) ? (
   x[132]
)
: (
   0
));
  float const t173 = 2*((t17) ? (
   x[132]
)
: (
   0
));
  float const t174 = 2*((t21) ? (
   x[132]
)
: (
   0
));
  float const t175 = 2*((t25) ? (
   x[132]
)
: (
   0
));
  float const t176 = 2*((t29) ? (
   x[132]
)
: (
   0
));
  float const t177 = 2*((t33) ? (
   x[132]
)
: (
   0
));
  float const t178 = 2*((t37) ? (
   x[132]
)
: (
   0
));
  float const t179 = 2*((t41) ? (
   x[133]
)
: (
   0
));
  float const t180 = 2*((t45) ? (
   x[133]
)
: (
   0
));
  float const t181 = 2*((t49) ? (
   x[133]
)
: (
   0
));
  float const t182 = 2*((t53) ? (
   x[133]
)
: (
   0
));
  float const t183 = 2*((t57) ? (
   x[133]
)
: (
   0
));
  float const t184 = 2*((t61) ? (
   x[133]
)
: (
   0
));
  float const t185 = 2*((t1) ? (
   x[133]
)
: (
   0
));
  float const t186 = 2*((t5) ? (
   x[133]
)
: (
   0
));
  float const t187 = 2*((t9) ? (
   x[133]
)
: (
   0
));
  float const t188 = 2*((t13) ? (
   x[133]
)
: (
   0
));
  float const t189 = 2*((t17) ? (
   x[133]
)
: (
   0
));
  float const t190 = 2*((t21) ? (
   x[133]
)
: (
   0
));
  float const t191 = 2*((t25) ? (
   x[133]
)
: (
   0
));
  float const t192 = 2*((t29) ? (
   x[133]
)
: (
   0
));
  float const t193 = 2*((t33) ? (
   x[133]
)
: (
   0
));
  float const t194 = 2*((t37) ? (
   x[133]
)
: (
   0
));
  float const t195 = 2*((t41) ? (
   x[134]
)
: (
   0
));
  float const t196 = 2*((t45) ? (
   x[134]
)
: (
   0
));
  float const t197 = 2*((t49) ? (
   x[134]
)
: (
   0
));
  float const t198 = 2*((t53) ? (
   x[134]
)
: (
   0
));
  float const t199 = 2*((t57) ? (
   x[134]
)
: (
   0
));
  float const t200 = 2*((t61) ? (
   x[134]
)
: (
   0
));
  float const t201 = 2*((t1) ? (
   x[134]
)
: (
   0
));
  float const t202 = 2*((t5) ? (
   x[134]
)
: (
   0
));
  float const t203 = 2*((t9) ? (
   x[134]
)
: (
   0
));
  float const t204 = 2*((t13) ? (
   x[134]
)
: (
   0
));
  float const t205 = 2*((t17) ? (
   x[134]
)
: (
   0
));
  float const t206 = 2*((t21) ? (
   x[134]
)
: (
   0
));
  float const t207 = 2*((t25) ? (
   x[134]
)
: (
   0
));
  float const t208 = 2*((t29) ? (
   x[134]
)
: (
   0
));
  float const t209 = 2*((t33) ? (
   x[134]
)
: (
   0
));
  float const t210 = 2*((t37) ? (
   x[134]
)
: (
   0
));
  float const t211 = 2*((t41) ? (
   1
)
: (
   0
));
  float const t212 = 2*((t45) ? (
   1
)
: (
   0
));
  float const t213 = 2*((t49) ? (
   1
)
: (
   0
));
  float const t214 = 2*((t53) ? (
   1
)
: (
   0
));
  float const t215 = 2*((t57) ? (
   1
)
: (
   0
));
  float const t216 = 2*((t61) ? (
   1
)
: (
   0
));
  float const t217 = 2*((t1) ? (
   1
)
: (
   0
));
  float const t218 = 2*((t5) ? (
   1
)
: (
   0
));
  float const t219 = 2*((t9) ? (
   1
)
: (
   0
));
  float const t220 = 2*((t13) ? (
   1
)
: (
   0
));
  float const t221 = 2*((t17) ? (
   1
)
: (
   0
));
  float const t222 = 2*((t21) ? (
   1
)
: (
   0
));
  float const t223 = 2*((t25) ? (
   1
)
: (
   0
));
  float const t224 = 2*((t29) ? (
   1
)
: (
   0
));
  float const t225 = 2*((t33) ? (
   1
)
: (
   0
));
  float const t226 = 2*((t37) ? (
   1
)
: (
   0
));
  float const t227 = 2*t42;
  float const t228 = 2*t46;
  float const t229 = 2*t50;
  float const t230 = 2*t54;
  float const t231 = 2*t58;
  float const t232 = 2*t62;
  float const t233 = 2*t2;
  float const t234 = 2*t6;
  float const t235 = 2*t10;
  float const t236 = 2*t14;
  float const t237 = 2*t18;
  float const t238 = 2*t22;
  float const t239 = 2*t26;
  float const t240 = 2*t30;
  float const t241 = 2*t34;
  float const t242 = 2*t38;
  result[0] = (t64)*(t64) + (t81)*(t81) + (t98)*(t98);
  result[1] = t100*t99 + t101*t99 + t102*t99;
  result[2] = t103*t104 + t103*t105 + t103*t106;
  result[3] = t107*t108 + t107*t109 + t107*t110;
  result[4] = t111*t112 + t111*t113 + t111*t114;
  result[5] = t115*t116 + t115*t117 + t115*t118;
  result[6] = t119*t120 + t119*t121 + t119*t122;
  result[7] = t123*t124 + t123*t125 + t123*t126;
  result[8] = t127*t128 + t127*t129 + t127*t130;
  result[9] = t131*t132 + t131*t133 + t131*t134;
  result[10] = t135*t136 + t135*t137 + t135*t138;
  result[11] = t139*t140 + t139*t141 + t139*t142;
  result[12] = t143*t144 + t143*t145 + t143*t146;
  result[13] = t147*t148 + t147*t149 + t147*t150;
  result[14] = t151*t152 + t151*t153 + t151*t154;
  result[15] = t155*t156 + t155*t157 + t155*t158;
  result[16] = t159*t160 + t159*t161 + t159*t162;
  result[17] = t100*t163 + t101*t163 + t102*t163;
  result[18] = t104*t164 + t105*t164 + t106*t164;
  result[19] = t108*t165 + t109*t165 + t110*t165;
  result[20] = t112*t166 + t113*t166 + t114*t166;
  result[21] = t116*t167 + t117*t167 + t118*t167;
  result[22] = t120*t168 + t121*t168 + t122*t168;
  result[23] = t124*t169 + t125*t169 + t126*t169;
  result[24] = t128*t170 + t129*t170 + t130*t170;
  result[25] = t132*t171 + t133*t171 + t134*t171;
  result[26] = t136*t172 + t137*t172 + t138*t172;
  result[27] = t140*t173 + t141*t173 + t142*t173;
  result[28] = t144*t174 + t145*t174 + t146*t174;
  result[29] = t148*t175 + t149*t175 + t150*t175;
  result[30] = t152*t176 + t153*t176 + t154*t176;
  result[31] = t156*t177 + t157*t177 + t158*t177;
  result[32] = t160*t178 + t161*t178 + t162*t178;
  result[33] = t100*t179 + t101*t179 + t102*t179;
  result[34] = t104*t180 + t105*t180 + t106*t180;
  result[35] = t108*t181 + t109*t181 + t110*t181;
  result[36] = t112*t182 + t113*t182 + t114*t182;
  result[37] = t116*t183 + t117*t183 + t118*t183;
  result[38] = t120*t184 + t121*t184 + t122*t184;
  result[39] = t124*t185 + t125*t185 + t126*t185;
  result[40] = t128*t186 + t129*t186 + t130*t186;
  result[41] = t132*t187 + t133*t187 + t134*t187;
  result[42] = t136*t188 + t137*t188 + t138*t188;
  result[43] = t140*t189 + t141*t189 + t142*t189;
  result[44] = t144*t190 + t145*t190 + t146*t190;
  result[45] = t148*t191 + t149*t191 + t150*t191;
  result[46] = t152*t192 + t153*t192 + t154*t192;
  result[47] = t156*t193 + t157*t193 + t158*t193;
  result[48] = t160*t194 + t161*t194 + t162*t194;
  result[49] = t100*t195 + t101*t195 + t102*t195;
  result[50] = t104*t196 + t105*t196 + t106*t196;
  result[51] = t108*t197 + t109*t197 + t110*t197;
  result[52] = t112*t198 + t113*t198 + t114*t198;
  result[53] = t116*t199 + t117*t199 + t118*t199;
  result[54] = t120*t200 + t121*t200 + t122*t200;
  result[55] = t124*t201 + t125*t201 + t126*t201;
  result[56] = t128*t202 + t129*t202 + t130*t202;
  result[57] = t132*t203 + t133*t203 + t134*t203;
  result[58] = t136*t204 + t137*t204 + t138*t204;
  result[59] = t140*t205 + t141*t205 + t142*t205;
  result[60] = t144*t206 + t145*t206 + t146*t206;
  result[61] = t148*t207 + t149*t207 + t150*t207;
  result[62] = t152*t208 + t153*t208 + t154*t208;
  result[63] = t156*t209 + t157*t209 + t158*t209;
  result[64] = t160*t210 + t161*t210 + t162*t210;
  result[65] = t100*t211 + t101*t211 + t102*t211;
  result[66] = t104*t212 + t105*t212 + t106*t212;
  result[67] = t108*t213 + t109*t213 + t110*t213;
  result[68] = t112*t214 + t113*t214 + t114*t214;
  result[69] = t116*t215 + t117*t215 + t118*t215;
  result[70] = t120*t216 + t121*t216 + t122*t216;
  result[71] = t124*t217 + t125*t217 + t126*t217;
  result[72] = t128*t218 + t129*t218 + t130*t218;
  result[73] = t132*t219 + t133*t219 + t134*t219;
  result[74] = t136*t220 + t137*t220 + t138*t220;
  result[75] = t140*t221 + t141*t221 + t142*t221;
  result[76] = t144*t222 + t145*t222 + t146*t222;
  result[77] = t148*t223 + t149*t223 + t150*t223;
  result[78] = t152*t224 + t153*t224 + t154*t224;
  result[79] = t156*t225 + t157*t225 + t158*t225;
  result[80] = t160*t226 + t161*t226 + t162*t226;
  result[81] = t227*t81;
  result[82] = t227*t98;
  result[83] = t227*t64;
  result[84] = t228*t81;
  result[85] = t228*t98;
  result[86] = t228*t64;
  result[87] = t229*t81;
  result[88] = t229*t98;
  result[89] = t229*t64;
  result[90] = t230*t81;
  result[91] = t230*t98;
  result[92] = t230*t64;
  result[93] = t231*t81;
  result[94] = t231*t98;
  result[95] = t231*t64;
  result[96] = t232*t81;
  result[97] = t232*t98;
  result[98] = t232*t64;
  result[99] = t233*t81;
  result[100] = t233*t98;
  result[101] = t233*t64;
  result[102] = t234*t81;
  result[103] = t234*t98;
  result[104] = t234*t64;
  result[105] = t235*t81;
  result[106] = t235*t98;
  result[107] = t235*t64;
  result[108] = t236*t81;
  result[109] = t236*t98;
  result[110] = t236*t64;
  result[111] = t237*t81;
  result[112] = t237*t98;
  result[113] = t237*t64;
  result[114] = t238*t81;
  result[115] = t238*t98;
  result[116] = t238*t64;
  result[117] = t239*t81;
  result[118] = t239*t98;
  result[119] = t239*t64;
  result[120] = t240*t81;
  result[121] = t240*t98;
  result[122] = t240*t64;
  result[123] = t241*t81;
  result[124] = t241*t98;
  result[125] = t241*t64;
  result[126] = t242*t81;
  result[127] = t242*t98;
  result[128] = t242*t64;
  result[129] = 2*t65 + 2*t66 + 2*t67 + 2*t68 + 2*t69 + 2*t70 + 2*t71 + 2*t72 + 2*t73 + 2*t74 + 2*t75 + 2*t76 + 2*t77 + 2*t78 + 2*t79 + 2*t80 + 2*x[128] - 2*x[135];
  result[130] = 2*t82 + 2*t83 + 2*t84 + 2*t85 + 2*t86 + 2*t87 + 2*t88 + 2*t89 + 2*t90 + 2*t91 + 2*t92 + 2*t93 + 2*t94 + 2*t95 + 2*t96 + 2*t97 + 2*x[129] - 2*x[136];
  result[131] = 2*t11 + 2*t15 + 2*t19 + 2*t23 + 2*t27 + 2*t3 + 2*t31 + 2*t35 + 2*t39 + 2*t43 + 2*t47 + 2*t51 + 2*t55 + 2*t59 + 2*t63 + 2*t7 + 2*x[130] - 2*x[137];
}

void by_hand_attitude(float const* restrict x, float* restrict result) {
  float const t0 = 0.005F*x[20];
  float const t1 = t0*x[1];
  float const t2 = 0.005F*x[21];
  float const t3 = t2*x[2];
  float const t4 = 0.005F*x[22];
  float const t5 = t4*x[3];
  float const t6 = t0*x[3] + t2*x[0] - t4*x[1] + x[2];
  float const t7 = -t1 - t3 - t5 + x[0];
  float const t8 = 19.62F*t7;
  float const t9 = t0*x[0] - t2*x[3] + t4*x[2] + x[1];
  float const t10 = -t0*x[2] + t2*x[1] + t4*x[0] + x[3];
  float const t11 = 19.62F*t10;
  float const t12 = -t11*t9 + t6*t8 + x[23];
  float const t13 = 0.0981F*x[1];
  float const t14 = 0.0981F*x[2];
  float const t15 = 0.0981F*x[22];
  float const t16 = t13*x[20] + t14*x[21] + t15*x[3] - 19.62F*x[0];
  float const t17 = -t16;
  float const t18 = t4*x[8];
  float const t19 = t0*x[17] + t2*x[5] - t4*x[9] + x[13];
  float const t20 = t0*x[18] + t2*x[6] - t4*x[10] + x[14];
  float const t21 = t4*x[11];
  float const t22 = t0*x[19] + t2*x[7] - t21 + x[15];
  float const t23 = t0*t19 + t18 + t2*t20 + t22*t4 - x[12] - 0.005F*x[16]*x[20] - 0.005F*x[21]*x[4];
  float const t24 = -t23;
  float const t25 = 0.0981F*x[20];
  float const t26 = t14*x[22] + t25*x[0] + 19.62F*x[1] - 0.0981F*x[21]*x[3];
  float const t27 = t0*x[12];
  float const t28 = t0*x[13];
  float const t29 = t2*x[9] - t28 + t4*x[5] + x[17];
  float const t30 = -t0*x[14] + t2*x[10] + t4*x[6] + x[18];
  float const t31 = -t0*x[15] + t2*x[11] + t4*x[7] + x[19];
  float const t32 = t0*t29 + t2*t30 + t27 + t31*t4 - x[16] - 0.005F*x[21]*x[8] - 0.005F*x[22]*x[4];
  float const t33 = -t32;
  float const t34 = t13*x[21] - t14*x[20] + t15*x[0] + 19.62F*x[3];
  float const t35 = t2*x[16];
  float const t36 = t0*x[5] - t2*x[17] + t4*x[13] + x[9];
  float const t37 = t0*x[6] - t2*x[18] + t4*x[14] + x[10];
  float const t38 = t0*x[7] - t2*x[19] + t4*x[15] + x[11];
  float const t39 = t0*t36 + t2*t37 + t35 + t38*t4 - 0.005F*x[12]*x[22] - 0.005F*x[20]*x[4] - x[8];
  float const t40 = -t39;
  float const t41 = t25*x[3] + 0.0981F*x[0]*x[21] - 0.0981F*x[1]*x[22] + 19.62F*x[2];
  float const t42 = -t41;
  float const t43 = t0*x[9] + t2*x[13] + t4*x[17] - x[5];
  float const t44 = -t43;
  float const t45 = t0*x[10] + t2*x[14] + t4*x[18] - x[6];
  float const t46 = -t45;
  float const t47 = t0*x[11] + t2*x[15] + t4*x[19] - x[7];
  float const t48 = -t47;
  float const t49 = t0*x[8] + t2*x[12] + t4*x[16] - x[4];
  float const t50 = t0*t44 + t2*t46 + t4*t48 + t49 - 0.0001F;
  float const t51 = -t50;
  float const t52 = t16*t24 + t26*t33 + t34*t40 + t42*t51;
  float const t53 = -t26;
  float const t54 = t0*x[16] - t18 + t2*x[4] + x[12];
  float const t55 = t0*t54 + t19 - t2*t22 + t20*t4;
  float const t56 = t2*x[8] - t27 + t4*x[4] + x[16];
  float const t57 = t2*t31;
  float const t58 = t0*t56 + t29 + t30*t4 - t57;
  float const t59 = -t49;
  float const t60 = t2*t48 + t43 - 0.005F*t46*x[22] - 0.005F*t59*x[20];
  float const t61 = -t60;
  float const t62 = t0*x[4] - t35 + t4*x[12] + x[8];
  float const t63 = t0*t62 - t2*t38 + t36 + t37*t4 + 0.0001F;
  float const t64 = t16*t55 + t26*t58 + t34*t63 + t42*t61;
  float const t65 = t0*t31 + t2*t56 - t29*t4 + t30;
  float const t66 = t4*t44 + t45 - 0.005F*t48*x[20] - 0.005F*t59*x[21];
  float const t67 = -t66;
  float const t68 = t0*t38 + t2*t62 - t36*t4 + t37;
  float const t69 = t0*t22 - t19*t4 + t2*t54 + t20 + 0.0001F;
  float const t70 = t16*t69 + t26*t65 + t34*t68 + t42*t67;
  float const t71 = t0*t20;
  float const t72 = t19*t2 + t22 + t4*t54 - t71;
  float const t73 = t0*t46 - 0.005F*t44*x[21] + t47 - 0.005F*t59*x[22];
  float const t74 = -t73;
  float const t75 = -t0*t37 + t2*t36 + t38 + t4*t62;
  float const t76 = -t0*t30 + t2*t29 + t31 + t4*t56 + 0.0001F;
  float const t77 = t16*t72 + t26*t76 + t34*t75 + t42*t74;
  float const t78 = t17*t52 + t34*t77 + t42*t70 + t53*t64;
  float const t79 = t17*t61 + t34*t58 + t42*t55 + t53*t63;
  float const t80 = t17*t51 + t24*t42 + t33*t34 + t40*t53;
  float const t81 = t17*t74 + t34*t76 + t42*t72 + t53*t75;
  float const t82 = t17*t67 + t34*t65 + t42*t69 + t53*t68;
  float const t83 = t17*t79 + t26*t80 + t34*t82 + t41*t81;
  float const t84 = t78*t83;
  float const t85 = t17*t64 + t26*t52 + t34*t70 + t41*t77;
  float const t86 = t17*t80 + t34*t81 + t42*t82 + t53*t79 + 0.01F;
  float const t87 = t85*t86;
  float const t88 = t84 - t87;
  float const t89 = t17*t40 + t24*t34 + t26*t51 + t33*t41;
  float const t90 = t17*t68 + t26*t67 + t34*t69 + t41*t65;
  float const t91 = t17*t75 + t26*t74 + t34*t72 + t41*t76;
  float const t92 = t17*t63 + t26*t61 + t34*t55 + t41*t58;
  float const t93 = t16*t90 + t26*t91 + t34*t92 + t42*t89;
  float const t94 = t16*t82 + t26*t81 + t34*t79 + t42*t80;
  float const t95 = t17*t89 + t34*t91 + t42*t90 + t53*t92;
  float const t96 = t17*t92 + t26*t89 + t34*t90 + t41*t91 + 0.01F;
  float const t97 = t78*t96;
  float const t98 = t16*t70 + t26*t77 + t34*t64 + t42*t52 + 0.01F;
  float const t99 = t83*t95;
  float const t100 = (1.0f/(t84*t93 + t85*t94*t95 + t86*t96*t98 - t87*t93 - t94*t97 - t98*t99));
  float const t101 = t100*t89;
  float const t102 = t85*t95 - t97;
  float const t103 = t100*t80;
  float const t104 = t86*t96 - t99;
  float const t105 = t100*t52;
  float const t106 = t101*t88 + t102*t103 + t104*t105;
  float const t107 = -t11*t6 - t8*t9 + x[24];
  float const t108 = t78*t93 - t95*t98;
  float const t109 = -t86*t93 + t94*t95;
  float const t110 = -t78*t94 + t86*t98;
  float const t111 = t101*t110 + t103*t108 + t105*t109;
  float const t112 = -9.81F*(t10)*(t10) + 9.81F*(t6)*(t6) - 9.81F*(t7)*(t7) + 9.81F*(t9)*(t9) + x[25];
  float const t113 = t83*t93 - t94*t96;
  float const t114 = -t83*t98 + t85*t94;
  float const t115 = -t85*t93 + t96*t98;
  float const t116 = t101*t114 + t103*t115 + t105*t113;
  float const t117 = -t1 + t106*t12 + t107*t111 + t112*t116 - t3 - t5 + x[0];
  float const t118 = t100*t92;
  float const t119 = t100*t79;
  float const t120 = t100*t64;
  float const t121 = t102*t119 + t104*t120 + t118*t88;
  float const t122 = t108*t119 + t109*t120 + t110*t118;
  float const t123 = t113*t120 + t114*t118 + t115*t119;
  float const t124 = t107*t122 + t112*t123 + t12*t121 + t9;
  float const t125 = t100*t90;
  float const t126 = t100*t82;
  float const t127 = t100*t70;
  float const t128 = t102*t126 + t104*t127 + t125*t88;
  float const t129 = t108*t126 + t109*t127 + t110*t125;
  float const t130 = t113*t127 + t114*t125 + t115*t126;
  float const t131 = t107*t129 + t112*t130 + t12*t128 + t6;
  float const t132 = t100*t91;
  float const t133 = t100*t81;
  float const t134 = t100*t77;
  float const t135 = t102*t133 + t104*t134 + t132*t88;
  float const t136 = t108*t133 + t109*t134 + t110*t132;
  float const t137 = t113*t134 + t114*t132 + t115*t133;
  float const t138 = t10 + t107*t136 + t112*t137 + t12*t135;
  float const t139 = (1.0f/sqrtf((t117)*(t117) + (t124)*(t124) + (t131)*(t131) + (t138)*(t138)));
  result[0] = t117*t139;
  result[1] = t124*t139;
  result[2] = t131*t139;
  result[3] = t138*t139;
  result[4] = -t106*t52 - t111*t89 - t116*t80 - t50;
  result[5] = -t106*t64 - t111*t92 - t116*t79 - t60;
  result[6] = -t106*t70 - t111*t90 - t116*t82 - t66;
  result[7] = -t106*t77 - t111*t91 - t116*t81 - t73;
  result[8] = -t121*t52 - t122*t89 - t123*t80 - t39;
  result[9] = -t121*t64 - t122*t92 - t123*t79 + t63;
  result[10] = -t121*t70 - t122*t90 - t123*t82 + t68;
  result[11] = -t121*t77 - t122*t91 - t123*t81 + t75;
  result[12] = -t128*t52 - t129*t89 - t130*t80 - t23;
  result[13] = -t128*t64 - t129*t92 - t130*t79 + t55;
  result[14] = -t128*t70 - t129*t90 - t130*t82 + t69;
  result[15] = -t128*t77 - t129*t91 - t130*t81 + 0.005F*t19*x[21] - t21 + 0.005F*t54*x[22] - t71 + x[15] + 0.005F*x[19]*x[20] + 0.005F*x[21]*x[7];
  result[16] = -t135*t52 - t136*t89 - t137*t80 - t32;
  result[17] = -t135*t64 - t136*t92 - t137*t79 - t28 + 0.005F*t30*x[22] + 0.005F*t56*x[20] - t57 + x[17] + 0.005F*x[21]*x[9] + 0.005F*x[22]*x[5];
  result[18] = -t135*t70 - t136*t90 - t137*t82 + t65;
  result[19] = -t135*t77 - t136*t91 - t137*t81 + t76;
}

void by_hand_fit(float const* restrict x, float* restrict result) {
  float const t0 = x[10]*x[1];
  float const t1 = expf(-t0);
  float const t2 = t1*x[0];
  float const t3 = t2 + x[10]*x[2] - x[26];
  float const t4 = t3 + x[3];
  float const t5 = x[11]*x[1];
  float const t6 = expf(-t5);
  float const t7 = t6*x[0];
  float const t8 = t7 + x[11]*x[2] - x[27];
  float const t9 = t8 + x[3];
  float const t10 = x[12]*x[1];
  float const t11 = expf(-t10);
  float const t12 = t11*x[0];
  float const t13 = t12 + x[12]*x[2] - x[28];
  float const t14 = t13 + x[3];
  float const t15 = x[13]*x[1];
  float const t16 = expf(-t15);
  float const t17 = t16*x[0];
  float const t18 = t17 + x[13]*x[2] - x[29];
  float const t19 = t18 + x[3];
  float const t20 = x[14]*x[1];
  float const t21 = expf(-t20);
  float const t22 = t21*x[0];
  float const t23 = t22 + x[14]*x[2] - x[30];
  float const t24 = t23 + x[3];
  float const t25 = x[15]*x[1];
  float const t26 = expf(-t25);
  float const t27 = t26*x[0];
  float const t28 = t27 + x[15]*x[2] - x[31];
  float const t29 = t28 + x[3];
  float const t30 = x[16]*x[1];
  float const t31 = expf(-t30);
  float const t32 = t31*x[0];
  float const t33 = t32 + x[16]*x[2] - x[32];
  float const t34 = t33 + x[3];
  float const t35 = x[17]*x[1];
  float const t36 = expf(-t35);
  float const t37 = t36*x[0];
  float const t38 = t37 + x[17]*x[2] - x[33];
  float const t39 = t38 + x[3];
  float const t40 = x[18]*x[1];
  float const t41 = expf(-t40);
  float const t42 = t41*x[0];
  float const t43 = t42 + x[18]*x[2] - x[34];
  float const t44 = t43 + x[3];
  float const t45 = x[19]*x[1];
  float const t46 = expf(-t45);
  float const t47 = t46*x[0];
  float const t48 = t47 + x[19]*x[2] - x[35];
  float const t49 = t48 + x[3];
  float const t50 = x[1]*x[20];
  float const t51 = expf(-t50);
  float const t52 = t51*x[0];
  float const t53 = t52 + x[20]*x[2] - x[36];
  float const t54 = t53 + x[3];
  float const t55 = x[1]*x[5];
  float const t56 = expf(-t55);
  float const t57 = t56*x[0];
  float const t58 = t57 - x[21] + x[2]*x[5];
  float const t59 = t58 + x[3];
  float const t60 = x[1]*x[6];
  float const t61 = expf(-t60);
  float const t62 = t61*x[0];
  float const t63 = t62 - x[22] + x[2]*x[6];
  float const t64 = t63 + x[3];
  float const t65 = x[1]*x[7];
  float const t66 = expf(-t65);
  float const t67 = t66*x[0];
  float const t68 = t67 - x[23] + x[2]*x[7];
  float const t69 = t68 + x[3];
  float const t70 = x[1]*x[8];
  float const t71 = expf(-t70);
  float const t72 = t71*x[0];
  float const t73 = t72 - x[24] + x[2]*x[8];
  float const t74 = t73 + x[3];
  float const t75 = x[1]*x[9];
  float const t76 = expf(-t75);
  float const t77 = t76*x[0];
  float const t78 = t77 - x[25] + x[2]*x[9];
  float const t79 = t78 + x[3];
  float const t80 = expf(-2*t0);
  float const t81 = expf(-2*t5);
  float const t82 = expf(-2*t10);
  float const t83 = expf(-2*t15);
  float const t84 = expf(-2*t20);
  float const t85 = expf(-2*t25);
  float const t86 = expf(-2*t30);
  float const t87 = expf(-2*t35);
  float const t88 = expf(-2*t40);
  float const t89 = expf(-2*t45);
  float const t90 = expf(-2*t50);
  float const t91 = expf(-2*t55);
  float const t92 = expf(-2*t60);
  float const t93 = expf(-2*t65);
  float const t94 = expf(-2*t70);
  float const t95 = expf(-2*t75);
  float const t96 = (1.0f/(t80 + t81 + t82 + t83 + t84 + t85 + t86 + t87 + t88 + t89 + t90 + t91 + t92 + t93 + t94 + t95 + x[4]));
  float const t97 = t1 + t11 + t16 + t21 + t26 + t31 + t36 + t41 + t46 + t51 + t56 + t6 + t61 + t66 + t71 + t76;
  float const t98 = (x[0])*(x[0]);
  float const t99 = (x[10])*(x[10]);
  float const t100 = (x[11])*(x[11]);
  float const t101 = (x[12])*(x[12]);
  float const t102 = (x[13])*(x[13]);
  float const t103 = (x[14])*(x[14]);
  float const t104 = (x[15])*(x[15]);
  float const t105 = (x[16])*(x[16]);
  float const t106 = (x[17])*(x[17]);
  float const t107 = (x[18])*(x[18]);
  float const t108 = (x[19])*(x[19]);
  float const t109 = (x[20])*(x[20]);
  float const t110 = (x[5])*(x[5]);
  float const t111 = (x[6])*(x[6]);
  float const t112 = (x[7])*(x[7]);
  float const t113 = (x[8])*(x[8]);
  float const t114 = (x[9])*(x[9]);
  float const t115 = -t80*x[0]*x[10] - t81*x[0]*x[11] - t82*x[0]*x[12] - t83*x[0]*x[13] - t84*x[0]*x[14] - t85*x[0]*x[15] - t86*x[0]*x[16] - t87*x[0]*x[17] - t88*x[0]*x[18] - t89*x[0]*x[19] - t90*x[0]*x[20] - t91*x[0]*x[5] - t92*x[0]*x[6] - t93*x[0]*x[7] - t94*x[0]*x[8] - t95*x[0]*x[9];
  float const t116 = (1.0f/(t100*t81*t98 + t101*t82*t98 + t102*t83*t98 + t103*t84*t98 + t104*t85*t98 + t105*t86*t98 + t106*t87*t98 + t107*t88*t98 + t108*t89*t98 + t109*t90*t98 + t110*t91*t98 + t111*t92*t98 + t112*t93*t98 + t113*t94*t98 + t114*t95*t98 - (t115)*(t115)*t96 + t80*t98*t99 + x[4]));
  float const t117 = t96*t97;
  float const t118 = -t115*t117 - t12*x[12] - t17*x[13] - t2*x[10] - t22*x[14] - t27*x[15] - t32*x[16] - t37*x[17] - t42*x[18] - t47*x[19] - t52*x[20] - t57*x[5] - t62*x[6] - t67*x[7] - t7*x[11] - t72*x[8] - t77*x[9];
  float const t119 = t1*x[10] + t11*x[12] + t16*x[13] + t21*x[14] + t26*x[15] + t31*x[16] + t36*x[17] + t41*x[18] + t46*x[19] + t51*x[20] + t56*x[5] + t6*x[11] + t61*x[6] + t66*x[7] + t71*x[8] + t76*x[9];
  float const t120 = t115*t96;
  float const t121 = -t100*t7 - t101*t12 - t102*t17 - t103*t22 - t104*t27 - t105*t32 - t106*t37 - t107*t42 - t108*t47 - t109*t52 - t110*t57 - t111*t62 - t112*t67 - t113*t72 - t114*t77 - t119*t120 - t2*t99;
  float const t122 = (1.0f/(t100 + t101 + t102 + t103 + t104 + t105 + t106 + t107 + t108 + t109 + t110 + t111 + t112 + t113 + t114 - t116*(t121)*(t121) - (t119)*(t119)*t96 + t99 + x[4]));
  float const t123 = t116*t118;
  float const t124 = -t117*t119 - t121*t123 + x[10] + x[11] + x[12] + x[13] + x[14] + x[15] + x[16] + x[17] + x[18] + x[19] + x[20] + x[5] + x[6] + x[7] + x[8] + x[9];
  float const t125 = t1*t4 + t11*t14 + t16*t19 + t21*t24 + t26*t29 + t31*t34 + t36*t39 + t41*t44 + t46*t49 + t51*t54 + t56*t59 + t6*t9 + t61*t64 + t66*t69 + t71*t74 + t76*t79;
  float const t126 = t4*x[10];
  float const t127 = t9*x[11];
  float const t128 = t14*x[12];
  float const t129 = t19*x[13];
  float const t130 = t24*x[14];
  float const t131 = t29*x[15];
  float const t132 = t34*x[16];
  float const t133 = t39*x[17];
  float const t134 = t44*x[18];
  float const t135 = t49*x[19];
  float const t136 = t54*x[20];
  float const t137 = t59*x[5];
  float const t138 = t64*x[6];
  float const t139 = t69*x[7];
  float const t140 = t74*x[8];
  float const t141 = t79*x[9];
  float const t142 = t12*t128 + t120*t125 + t126*t2 + t127*t7 + t129*t17 + t130*t22 + t131*t27 + t132*t32 + t133*t37 + t134*t42 + t135*t47 + t136*t52 + t137*t57 + t138*t62 + t139*t67 + t140*t72 + t141*t77;
  float const t143 = -t142;
  float const t144 = -t116*t121*t143 - t119*t125*t96 + t126 + t127 + t128 + t129 + t130 + t131 + t132 + t133 + t134 + t135 + t136 + t137 + t138 + t139 + t140 + t141;
  float const t145 = (-t117*t125 - t122*t124*t144 - t123*t143 + t13 + t18 + t23 + t28 + t3 + t33 + t38 + t43 + t48 + t53 + t58 + t63 + t68 + t73 + t78 + t8 + 16*x[3])/(-t116*(t118)*(t118) - t122*(t124)*(t124) - t96*(t97)*(t97) + x[4] + 16);
  float const t146 = t122*(-t124*t145 + t144);
  float const t147 = t116*(-t118*t145 - t121*t146 - t142);
  result[0] = (t14)*(t14) + (t19)*(t19) + (t24)*(t24) + (t29)*(t29) + (t34)*(t34) + (t39)*(t39) + (t4)*(t4) + (t44)*(t44) + (t49)*(t49) + (t54)*(t54) + (t59)*(t59) + (t64)*(t64) + (t69)*(t69) + (t74)*(t74) + (t79)*(t79) + (t9)*(t9);
  result[1] = -t96*(-t115*t147 - t119*t146 + t125 - t145*t97) + x[0];
  result[2] = -t147 + x[1];
  result[3] = -t146 + x[2];
  result[4] = -t145 + x[3];
}
