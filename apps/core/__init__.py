"""Infrastructure that every app uses: work rows, queue, locks, money, time, encryption, logs, mail and diagnosis."""
