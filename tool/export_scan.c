/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_scan.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_VECTORS 1
#include <immintrin.h>
#endif

enum { BLOCK = 64 };

/* One bit a byte of a block. */
struct block_bits {
    guint64 marks;
    guint64 newlines;
};

typedef struct block_bits (*bits_finder)(const char *block, char separator);

/* Where the `count` bits are, each plus `base`. May write more than these, up to a block's length. */
typedef void (*places_writer)(guint64 bits, guint count, guint32 base, guint32 *places);

/* Writes in strides of eight whatever the count, which spares the branch predictor. */
static inline void write_places(guint64 bits, guint count, guint32 base, guint32 *places)
{
    const guint64 stop = G_GUINT64_CONSTANT(1) << (BLOCK - 1);

    for (guint done = 0; done < count; done += 8)
        for (guint i = 0; i < 8; i++) {
            *places++ = base + (guint32)__builtin_ctzll(bits | stop);
            bits &= bits - 1;
        }
}

static inline __attribute__((always_inline)) void marks_append(struct export_marks *out, struct block_bits bits,
                                                               guint32 base, places_writer write)
{
    guint count = (guint)__builtin_popcountll(bits.marks);

    for (guint64 rest = bits.newlines; rest; rest &= rest - 1) {
        guint64 before = (rest & -rest) - 1;
        out->row_ends[out->row_count++] = out->mark_count + (guint32)__builtin_popcountll(bits.marks & before);
    }
    write(bits.marks, count, base, out->marks + out->mark_count);
    out->mark_count += count;
}

static inline __attribute__((always_inline)) void scan_blocks(const char *text, guint32 length, char separator,
                                                              struct export_marks *out, bits_finder find,
                                                              places_writer write)
{
    out->mark_count = out->row_count = 0;
    for (guint32 base = 0; base < length; base += BLOCK) {
        struct block_bits bits = find(text + base, separator);

        if (length - base < BLOCK) {
            guint64 inside = (G_GUINT64_CONSTANT(1) << (length - base)) - 1;
            bits.marks &= inside;
            bits.newlines &= inside;
        }
        marks_append(out, bits, base, write);
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

static inline struct block_bits block_bits_portable(const char *block, char separator)
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
    scan_blocks(text, length, separator, out, block_bits_portable, write_places);
}

#ifdef HAVE_VECTORS

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
    scan_blocks(text, length, separator, out, block_bits_avx2, write_places);
}

export_scan export_scan_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt") ? scan_avx2 :
                                                                                                                 NULL;
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt")))

static inline AVX512 struct block_bits block_bits_avx512(const char *block, char separator)
{
    __m512i           bytes = _mm512_loadu_si512(block);
    struct block_bits bits = { .newlines = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')) };

    bits.marks = bits.newlines | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(separator));
    return bits;
}

/* The numbers of the bits move together, as bytes, and are then widened, sixteen at a time. */
static inline AVX512 void write_places_avx512(guint64 bits, guint count, guint32 base, guint32 *places)
{
    static const guint8 NUMBERS[BLOCK] = { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                           16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                           32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                           48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63 };
    __m512i             numbers = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(NUMBERS));
    __m512i             bases = _mm512_set1_epi32((int)base);

    for (guint done = 0; done < count; done += 16) {
        __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(numbers));

        _mm512_storeu_si512(places + done, _mm512_add_epi32(wide, bases));
        numbers = _mm512_alignr_epi64(numbers, numbers, 2);
    }
}

static AVX512 void scan_avx512(const char *text, guint32 length, char separator, struct export_marks *out)
{
    scan_blocks(text, length, separator, out, block_bits_avx512, write_places_avx512);
}

export_scan export_scan_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vbmi2") && export_scan_avx2() ?
               scan_avx512 :
               NULL;
}

#else

export_scan export_scan_avx512(void)
{
    return NULL;
}

export_scan export_scan_avx2(void)
{
    return NULL;
}

#endif

export_scan export_scan_best(void)
{
    export_scan avx512 = export_scan_avx512(), avx2 = export_scan_avx2();

    return avx512 ? avx512 : avx2 ? avx2 : export_scan_portable;
}
