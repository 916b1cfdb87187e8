/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_scan.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2_DISPATCH 1
#include <immintrin.h>
#endif

enum { BLOCK = 64 };

/* One bit a byte of a block. */
struct block_bits {
    guint64 marks;
    guint64 newlines;
};

/* Writes in strides of eight whatever the count, which spares the branch predictor; the surplus is overwritten. */
static inline __attribute__((always_inline)) void marks_append(struct export_marks *out, struct block_bits bits,
                                                               guint32 base)
{
    guint    count = (guint)__builtin_popcountll(bits.marks);
    guint32 *mark = out->marks + out->mark_count;
    guint64  left = bits.marks;

    for (guint64 rest = bits.newlines; rest; rest &= rest - 1) {
        guint64 before = (rest & -rest) - 1;
        out->row_ends[out->row_count++] = out->mark_count + (guint32)__builtin_popcountll(bits.marks & before);
    }
    for (guint done = 0; done < count; done += 8)
        for (guint i = 0; i < 8; i++) {
            *mark++ = base + (left ? (guint32)__builtin_ctzll(left) : 0);
            left &= left - 1;
        }
    out->mark_count += count;
}

static inline __attribute__((always_inline)) void scan_blocks(const char *text, guint32 length, char separator,
                                                              struct export_marks *out,
                                                              struct block_bits (*block_bits)(const char *block,
                                                                                              char        separator))
{
    out->mark_count = out->row_count = 0;
    for (guint32 base = 0; base < length; base += BLOCK) {
        struct block_bits bits = block_bits(text + base, separator);

        if (length - base < BLOCK) {
            guint64 inside = (G_GUINT64_CONSTANT(1) << (length - base)) - 1;
            bits.marks &= inside;
            bits.newlines &= inside;
        }
        marks_append(out, bits, base);
    }
}

/* 0x80 in every byte of `word` that equals `pattern`'s; exact, no borrow from byte to byte. */
static inline guint64 bytes_equal(guint64 word, guint64 pattern)
{
    const guint64 low7 = G_GUINT64_CONSTANT(0x7f7f7f7f7f7f7f7f);
    guint64       x = word ^ pattern;

    return ~(((x & low7) + low7) | x | low7);
}

static inline guint64 high_bits_gather(guint64 word)
{
    return ((word >> 7) * G_GUINT64_CONSTANT(0x0102040810204080)) >> 56;
}

static inline __attribute__((always_inline)) struct block_bits block_bits_portable(const char *block, char separator)
{
    const guint64     ones = G_GUINT64_CONSTANT(0x0101010101010101);
    struct block_bits bits = { 0, 0 };

    for (guint i = 0; i < BLOCK / 8; i++) {
        guint64 word, newlines;

        memcpy(&word, block + 8 * i, 8);
        word = GUINT64_FROM_LE(word);
        newlines = bytes_equal(word, ones * '\n');
        bits.newlines |= high_bits_gather(newlines) << (8 * i);
        bits.marks |= high_bits_gather(newlines | bytes_equal(word, ones * (guint8)separator)) << (8 * i);
    }
    return bits;
}

void export_scan_portable(const char *text, guint32 length, char separator, struct export_marks *out)
{
    scan_blocks(text, length, separator, out, block_bits_portable);
}

#ifdef HAVE_AVX2_DISPATCH

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

static inline AVX2 guint64 equal_bits(__m256i low, __m256i high, char byte)
{
    __m256i pattern = _mm256_set1_epi8(byte);
    guint32 low_bits = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, pattern));
    guint32 high_bits = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, pattern));

    return low_bits | (guint64)high_bits << 32;
}

static inline AVX2 struct block_bits block_bits_avx2(const char *block, char separator)
{
    __m256i           low = _mm256_loadu_si256((const __m256i *)(const void *)block);
    __m256i           high = _mm256_loadu_si256((const __m256i *)(const void *)(block + 32));
    struct block_bits bits = { .newlines = equal_bits(low, high, '\n') };

    bits.marks = bits.newlines | equal_bits(low, high, separator);
    return bits;
}

static AVX2 void scan_avx2(const char *text, guint32 length, char separator, struct export_marks *out)
{
    scan_blocks(text, length, separator, out, block_bits_avx2);
}

export_scan export_scan_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt")
               ? scan_avx2
               : NULL;
}

#else

export_scan export_scan_avx2(void)
{
    return NULL;
}

#endif

export_scan export_scan_best(void)
{
    export_scan avx2 = export_scan_avx2();
    return avx2 ? avx2 : export_scan_portable;
}
